// Calls to the local server; a refusal becomes an Error with a sentence to show.

export async function post(path, fields = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(sentence(answer.status, body.error));
  return body;
}

function sentence(status, error) {
  if (status === 408) return "Le robot n'a pas répondu à ce bouton.";
  if (status === 413) return "Ce fichier est trop gros.";
  return `Cela n'a pas marché : ${error ?? `réponse ${status}`}`;
}
