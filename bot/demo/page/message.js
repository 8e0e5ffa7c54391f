// One message as a bubble, with its buttons underneath.

import { renderText } from "/page/text.js";

const HOUR = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function renderMessage(message, quoted, actions) {
  const row = element("article", `message ${message.from_bot ? "theirs" : "mine"}`);
  const bubble = element("div", "bubble");
  bubble.append(element("span", "hidden", message.from_bot ? "Le robot : " : "Vous : "));
  if (quoted) bubble.append(element("p", "quote", quoted.text || "…"));
  const gift = renderGift(message);
  if (gift) bubble.append(gift);
  if (message.text) bubble.append(renderText(shortStart(message.text), message.entities, actions));
  bubble.append(element("span", "when", (message.edited ? "modifié · " : "") + HOUR.format(message.date * 1000)));
  row.append(bubble);
  if (message.buttons.length) row.append(renderButtons(message, actions));
  return row;
}

/** A phone does not show the long secret that an invitation link carries. */
function shortStart(text) { return text.replace(/^(\/start) \S{25,}$/, "$1 …"); }

function renderGift({ kind, content }) {
  switch (kind) {
    case "photo": {
      const image = element("img", "picture");
      image.alt = "Photo";
      image.src = `/demo/files/${encodeURIComponent(content.photo.at(-1).file_id)}`;
      return image;
    }
    case "document": {
      const link = element("a", "file", `Document : ${content.document.file_name}`);
      link.href = `/demo/files/${encodeURIComponent(content.document.file_id)}`;
      link.download = content.document.file_name;
      return link;
    }
    case "voice": return element("p", "file", `Message vocal · ${content.voice.duration} s`);
    case "sticker": return element("p", "sticker", content.sticker.emoji);
    case "location": {
      const { latitude, longitude } = content.location;
      return element("p", "file", `Position · ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`);
    }
    case "contact": return element("p", "file", `Contact : ${content.contact.first_name}, ${content.contact.phone_number}`);
    case "poll": return element("p", "file", `Sondage : ${content.poll.question}`);
    default: return null;
  }
}

function renderButtons(message, actions) {
  const holder = element("div", "buttons");
  for (const row of message.buttons) {
    const line = element("div", "line");
    for (const button of row) line.append(renderButton(message, button, actions));
    holder.append(line);
  }
  return holder;
}

function renderButton(message, button, actions) {
  if (button.url) {
    const link = element("a", "press", `${button.text} ↗`);
    link.href = button.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    const payload = actions.deepLink(button.url);
    if (payload !== null) {
      link.addEventListener("click", (event) => { event.preventDefault(); actions.start(payload); });
    }
    return link;
  }
  const pressed = element("button", "press", button.text);
  pressed.type = "button";
  pressed.addEventListener("click", () => actions.press(message, button, pressed));
  return pressed;
}
