// Text and entities to nodes. Never innerHTML: what people write is shown, not interpreted.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

/** Entities are counted in UTF-16 units, as JavaScript counts its strings. */
export function renderText(text, entities, actions) {
  const holder = document.createElement("div");
  holder.className = "text";
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  append(holder, text, sorted, 0, text.length, actions);
  return holder;
}

function append(parent, text, entities, start, end, actions) {
  let at = start;
  for (let rank = 0; rank < entities.length; rank++) {
    const entity = entities[rank];
    const first = entity.offset, last = Math.min(end, first + entity.length);
    if (first < at) continue;
    parent.append(text.slice(at, first));
    const inner = entities.slice(rank + 1).filter((one) => one.offset < last);
    const element = elementFor(entity, text.slice(first, last), actions);
    append(element, text, inner, first, last, actions);
    parent.append(element);
    at = last;
  }
  parent.append(text.slice(at, end));
}

function elementFor(entity, shown, actions) {
  switch (entity.type) {
    case "text_link": return link(entity.url, actions);
    case "url": return link(/^\w+:\/\//.test(shown) ? shown : `https://${shown}`, actions);
    case "email": return link(`mailto:${shown}`, actions);
    case "phone_number": return link(`tel:${shown.replace(/[^+\d]/g, "")}`, actions);
    case "bot_command": return command(shown, actions);
    default: {
      const element = document.createElement(TAGS[entity.type] ?? "span");
      if (entity.type === "spoiler") element.className = "spoiler";
      return element;
    }
  }
}

function link(address, actions) {
  const anchor = document.createElement("a");
  const payload = actions.deepLink(address);
  anchor.href = /^(https?|mailto|tel):/.test(address) ? address : "#";
  if (payload !== null) {
    anchor.addEventListener("click", (event) => { event.preventDefault(); actions.start(payload); });
  } else if (/^https?:/.test(address)) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
  }
  return anchor;
}

function command(shown, actions) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "command";
  button.addEventListener("click", () => actions.send(shown));
  return button;
}
