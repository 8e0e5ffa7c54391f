"""A request for no more announcements is heard at once; other words about announcements end nothing."""

import pytest

from handlers.announcements.stop_words import Stop, stop_said

STOPS = """\
Stop
STOP !!
stop stop stop
Stop à tout
stop aux mails
Bonjour, stop svp
STOP SMS
Halte
Basta
Arrêtez !
Arrête ça
Arrêtez ça tout de suite
Arrêtez vos annonces
Arrêtez les notifications s'il vous plaît
arretez de nous envoyer des messages
Merci d'arrêter ces envois
Cessez de m'écrire
Cessez vos relances
Vous pouvez arrêter les messages ?
Pourriez-vous arrêter de m'envoyer des annonces ?
Pouvez-vous me désabonner ?
Désabonnez-moi svp
Me désabonner
Désinscription
désinscrivez moi
Je me désabonne
Je souhaite me désabonner
Je voudrais être désabonnée
Bonjour, je veux me désinscrire de vos listes, merci
Résiliez
Annulez mon abonnement
supprimez mon abonnement
Unsubscribe please
Opt out
No more messages
No more
Ne m'écrivez plus
ne m'envoyez plus rien
Ne nous contactez plus
Ne me relancez plus
Merci de ne plus nous solliciter
Merci de ne plus m'envoyer de mails
Je vous demande de ne plus me contacter
Je ne souhaite plus être contacté
Je ne veux plus rien recevoir
Nous ne souhaitons plus recevoir vos informations
On ne veut plus de vos messages
j'veux plus recevoir vos annonces
Je n'en veux plus
Plus de mails
Plus d'annonces svp
Plus jamais
Plus aucun message, merci
Plus rien
Retirez-moi
Enlevez-moi de vos listes
Rayez-nous de la liste de diffusion
Supprimez mon adresse de vos fichiers
Supprimez mes coordonnées
Effacez mon numéro de votre liste
Merci de me retirer de la liste
Sortez-moi de cette liste
Fichez-moi la paix
Laisse-moi tranquille
Laissez-nous en paix
Lâche-moi
Oubliez-nous
J'en ai marre de vos messages
Ras le bol de ces notifications
Trop de notifications
Pas la peine de m'envoyer tout ça
Ça suffit, arrêtez
""".splitlines()
MORE = """\
Désabonnez-moi, je quitte l'association
Ne m'écrivez plus, notre lieu a fermé
Je ne veux plus recevoir vos annonces, j'ai pris ma retraite
Merci de ne plus m'envoyer de messages, mon mandat est terminé
Désinscrivez-nous, la mairie a abandonné le projet
Je me désabonne, mais j'ai bien aimé vous lire
""".splitlines()
OTHER_THINGS = """\
Je ne voudrais manquer aucune annonce
Surtout ne m'oubliez pas pour la prochaine
Surtout ne me désabonnez pas
N'arrêtez pas vos annonces, elles sont utiles
Continuez à m'écrire
J'espère ne pas avoir raté vos messages
J'ai peur de ne plus recevoir vos annonces
Ce serait dommage d'arrêter
Je ne veux pas me désinscrire
On m'a désabonné sans me le dire
Je suis désabonnée et je ne sais pas pourquoi
Je ne reçois plus vos annonces
Nous ne recevons plus rien de vous
Plus aucune nouvelle de vous
Plus aucun message de votre part
Je veux plus d'informations
Je voudrais plus de messages sur la formation
Plus d'infos svp
Je ne veux que vos annonces
Je ne veux plus que les annonces de formation
Je veux recevoir plus d'annonces
L'intercommunalité ne nous répond plus
Ma propriétaire ne m'écrit plus
Le comptable ne nous envoie rien
Personne ne nous contacte
Ne nous écrivez pas avant la rentrée
Ne m'envoyez pas le lien, je l'ai
Ne m'envoyez rien d'ici jeudi
Ne me contactez pas par téléphone
Ne m'écrivez plus à cette heure-ci
Merci de ne pas m'envoyer de courrier papier
N'envoyez pas le dossier à Paul, il est parti
Pas la peine de m'attendre, je serai en retard
Pas la peine de me réserver une place
Plus de mails, plutôt un appel
Plus de courant ici, on a raté la visio
Supprimez mon inscription de mardi, je suis malade
Supprimez mon adresse de l'annuaire, nous déménageons
Retirez mon nom du compte rendu
Retirez-moi de l'atelier du 12
Enlevez-moi de la liste des bénévoles
Effacez mon numéro de la page, c'est celui de ma sœur
Vous pouvez nous retirer de la carte des tiers-lieux ?
Je me désinscris de la visite
Je me retire du jury
Désinscrivez-moi de la formation mais gardez-moi pour la suite
Désinscrivez-moi, je ne peux pas venir vendredi
Arrêtez les inscriptions, la salle est pleine
Arrêtez d'envoyer l'ancienne affiche
Il faut arrêter ce projet
J'arrête mon activité en juin, que faire ?
Arrêtez-vous à la gare, on vient vous chercher
Stop ou je continue, quel bus prendre ?
L'arrêt de bus est devant
Stop, attendez, l'adresse a changé
On se retrouve au stop après l'église
Trop de messages d'erreur sur le site
Trop de demandes pour notre petite salle
J'en ai assez de chercher un local
Marre de la mairie
Assez de place pour dix ?
Oubliez-moi pour le repas, je viens après
Oubliez mon dernier message
Laissez-moi le temps de réfléchir
Laissez-nous une place
Lâchez-moi un mot si ça se libère
Ne lâchez rien, bravo
Je ne veux pas de subvention, juste un conseil
Nous ne voulons pas d'informations sur l'AMI, sur le FDVA plutôt
Je n'ai pas besoin de la visio mais du document
Rien
Rien de nouveau chez nous
Jamais reçu le lien
""".splitlines()
DOUBTFUL = """\
Je me désinscris de la visite
Désinscrivez-moi, je ne peux pas venir vendredi
Comment puis-je me désabonner ?
Ça ne m'intéresse pas, et j'ai changé de région
Ne m'écrivez plus à cette heure-ci
Plus de mails, plutôt un appel
Stop, attendez, l'adresse a changé
Je voudrais plus de messages sur la formation
""".splitlines()


@pytest.mark.parametrize("words", STOPS)
def test_stop_is_sure(words: str) -> None:
    assert stop_said(words) is Stop.SURE


@pytest.mark.parametrize("words", MORE)
def test_stop_with_its_reason_ends_and_leaves_something_to_pass_on(words: str) -> None:
    assert stop_said(words) is Stop.MORE


@pytest.mark.parametrize("words", OTHER_THINGS)
def test_other_words_end_nothing(words: str) -> None:
    assert stop_said(words) in (Stop.NO, Stop.DOUBT)


@pytest.mark.parametrize("words", DOUBTFUL)
def test_doubtful_words_are_offered_the_way_out(words: str) -> None:
    assert stop_said(words) is Stop.DOUBT
