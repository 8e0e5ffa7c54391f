"""Words of the scripted people: three wordings an entry and a place a department, none of them in the base."""

WORDINGS = {
    "ami-region": (
        "bonjour, on m'a parlé d'un AMI de la région pour les tiers-lieux, de quoi s'agit-il ?",
        "c koi lami tiers lieux svp",
        "Expliquez-moi ce que finance l'appel à manifestation d'intérêt régional",
    ),
    "ami-eligibilite": (
        "une commune peut-elle candidater à l'AMI ?",
        "quelles sont les conditions pour prétendre à l'AMI de la Région",
        "notre asso remplit elle les criteres de lami",
    ),
    "ami-depot": (
        "comment déposer un dossier pour l'AMI",
        "jusqu'à quelle date peut-on envoyer sa candidature à l'AMI ?",
        "ou envoyer mon dossier ami tiers lieux",
    ),
    "ami-montants": (
        "quel est le plafond de subvention de l'AMI ?",
        "l'AMI couvre combien de % de nos dépenses",
        "cb donne la region avec lami",
    ),
    "fdva": (
        "le FDVA, qu'est-ce que c'est exactement ?",
        "c koi le fdva",
        "différence entre FDVA 1 et FDVA 2",
    ),
    "fdva-eligibilite": (
        "est-ce qu'une SCIC a droit au FDVA ?",
        "qui peut demander le fdva",
        "notre association a deux salariés, sommes-nous éligibles au FDVA ?",
    ),
    "fdva-depot": (
        "comment faire une demande de FDVA",
        "date limite pour déposer le dossier fdva",
        "sur quel site on dépose la demande FDVA ?",
    ),
    "fdva-montants": (
        "combien peut-on toucher avec le FDVA",
        "montant moyen accordé par le FDVA",
        "quel montant espérer du FDVA pour notre association",
    ),
    "formation-piloter": (
        "que contient la formation Piloter un tiers-lieu ?",
        "c quoi la formation piloter",
        "La formation Piloter un tiers-lieu donne-t-elle une certification ?",
    ),
    "formation-piloter-inscription": (
        "comment s'inscrire à la formation Piloter un tiers-lieu",
        "prochaine session de la formation piloter, quelles dates ?",
        "faut-il un diplôme pour entrer dans la formation Piloter ?",
    ),
    "formation-piloter-financement": (
        "combien coûte la formation Piloter un tiers-lieu",
        "je peux payer la formation piloter avec mon cpf ?",
        "mon opco peut-il prendre en charge la formation Piloter un tiers-lieu ?",
    ),
    "visio-porteurs": (
        "c'est quoi la visio mensuelle pour les porteurs de projet ?",
        "que se passe-t-il pendant la visio des porteurs de projets",
        "à qui s'adresse la visio du mois pour les projets en émergence ?",
    ),
    "delegue-territorial": (
        "c'est quoi une déléguée territoriale",
        "qui s'occupe de quel département chez vous ?",
        "quel est le rôle de la déléguée de mon territoire ?",
    ),
}
PLACES = {
    "16": ("Angoulême", "Elodie Truong"),
    "17": ("La Rochelle", "Elodie Truong"),
    "19": ("Brive-la-Gaillarde", "Karine Machat"),
    "23": ("Guéret", "Karine Machat"),
    "24": ("24000", "Karine Machat"),
    "33": ("Libourne", "Sophie Jadin"),
    "40": ("Mont-de-Marsan", "Sophie Jadin"),
    "47": ("le 47", "Sophie Jadin"),
    "64": ("Bayonne", "Sophie Jadin"),
    "79": ("Niort", "Elodie Truong"),
    "86": ("86000", "Elodie Truong"),
    "87": ("Saint-Junien", "Karine Machat"),
}
