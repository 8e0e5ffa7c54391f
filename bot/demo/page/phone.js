// One person's phone: the conversation, the composer, what can be attached. Talks to /demo/people/<id>/.

import { element, renderMessage } from "/page/message.js";
import { post } from "/page/server.js";

const TOWNS = [
  ["Niort (79)", 46.3237, -0.4648], ["Brive-la-Gaillarde (19)", 45.1589, 1.5331],
  ["Saint-Jean-de-Luz (64)", 43.3886, -1.6627], ["Périgueux (24)", 45.184, 0.7211],
  ["Nantes (44), hors de la région", 47.2184, -1.5536],
];
const NEAR_THE_END = 80;
const TYPING_LASTS = 5000;

export class Phone {
  constructor(person, bot) {
    this.person = person;
    this.bot = bot;
    this.shown = new Map();
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.id = `phone-${person.id}`;
    this.log = this.find(".log");
    this.input = this.find("textarea");
    this.nameParts();
    this.wireComposer();
    this.wireExtras();
    this.actions = {
      send: (text) => this.act("text", { text }),
      start: (payload) => this.act("start", { payload }),
      press: (message, button, pressed) => this.press(message, button, pressed),
      deepLink: (address) => this.deepLink(address),
    };
    this.welcome();
  }

  find(selector) { return this.root.querySelector(selector); }

  nameParts() {
    const { id, name, label } = this.person;
    this.find("h2").textContent = label.startsWith("Une ") ? label : name;
    this.find(".role").textContent = label.startsWith("Une ") ? name : label;
    this.find(".avatar").textContent = name.split(/[\s-]+/).map((part) => part[0]).slice(0, 2).join("");
    this.root.setAttribute("aria-label", `${name}, ${label}`);
    this.log.setAttribute("aria-label", `Conversation de ${name} avec le robot`);
    this.input.id = `text-${id}`;
    this.find(".composer label").htmlFor = this.input.id;
    this.find(".composer label").textContent = `Message de ${name}`;
  }

  welcome() {
    const holder = this.find(".welcome");
    holder.replaceChildren();
    const examples = this.person.examples;
    holder.append(element("p", "", examples.length
      ? (this.bot.description || "Posez une question, comme à quelqu'un à l'accueil. Par exemple :")
      : `${this.person.name.split(" ")[0]} n'a encore rien reçu.`));
    for (const text of examples) holder.append(this.chip(text, () => this.actions.send(text)));
    holder.append(this.chip("Démarrer", () => this.actions.start(""), "start"));
  }

  chip(text, action, extra = "") {
    const button = element("button", `chip ${extra}`, text);
    button.type = "button";
    button.addEventListener("click", action);
    return button;
  }

  know(person, bot) {
    const told = JSON.stringify([person, bot]);
    if (told === this.told) return;
    this.told = told;
    [this.person, this.bot] = [person, bot];
    if (!this.shown.size) this.welcome();
  }

  // What comes from the server.

  update(chat) {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
    const byId = new Map(chat.messages.map((message) => [message.message_id, message]));
    for (const [id, known] of this.shown) {
      if (!byId.has(id)) { known.node.remove(); this.shown.delete(id); }
    }
    const before = this.shown.size;
    for (const message of chat.messages) this.place(message, byId.get(message.reply_to));
    this.find(".welcome").hidden = chat.messages.length > 0;
    this.find(".blocked").hidden = !chat.blocked;
    this.find(".composer").hidden = chat.blocked;
    this.showKeyboard(chat.messages);
    this.showTyping(chat.typing);
    const fresh = [...this.shown.values()].slice(before);
    if (atEnd || fresh.length && chat.messages.at(-1)?.from_bot === false) this.showFrom(fresh);
    this.onNews?.(chat);
  }

  /** Down to the end; of an answer higher than the screen, to its first line, as on a phone. */
  showFrom(fresh) {
    const first = fresh.find(({ node }) => node.classList.contains("theirs"))?.node;
    this.log.scrollTop = this.log.scrollHeight;
    if (first && this.root.offsetParent) {
      const above = first.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
      if (above < 0) this.log.scrollTop += above - 10;
    }
  }

  /** Only what changed is drawn again, so that the focus stays and nothing is read out twice. */
  place(message, quoted) {
    const print = JSON.stringify([message, quoted?.text]);
    const known = this.shown.get(message.message_id);
    if (known?.print === print) return;
    const node = renderMessage(message, quoted, this.actions);
    if (known) {
      const hadFocus = known.node.contains(document.activeElement);
      known.node.replaceWith(node);
      if (hadFocus) (node.querySelector(".press") ?? this.log).focus({ preventScroll: true });
    } else {
      this.log.append(node);
    }
    this.shown.set(message.message_id, { node, print });
  }

  showKeyboard(messages) {
    const last = messages.findLast((message) => message.from_bot);
    const holder = this.find(".keyboard");
    holder.replaceChildren(...(last?.keyboard ?? []).flat().map((text) => this.chip(text, () => this.actions.send(text))));
    holder.hidden = !holder.children.length;
  }

  showTyping(action) {
    const sign = this.find(".typing");
    clearTimeout(this.typing);
    sign.hidden = !action;
    if (action) this.typing = setTimeout(() => { sign.hidden = true; }, TYPING_LASTS);
  }

  toast(text) {
    const holder = this.find(".toast");
    clearTimeout(this.toasting);
    holder.textContent = text;
    this.toasting = setTimeout(() => { holder.textContent = ""; }, 5000);
  }

  // What the person does.

  async act(name, fields = {}) {
    try {
      return (await post(`/demo/people/${this.person.id}/${name}`, fields)).result;
    } catch (problem) {
      this.toast(problem.message);
      return null;
    }
  }

  async press(message, button, pressed) {
    pressed.setAttribute("aria-busy", "true");
    const answer = await this.act("press", { message_id: message.message_id, button: button.data, timeout: 30 });
    pressed.removeAttribute("aria-busy");
    if (answer?.show_alert) {
      const dialog = document.getElementById("alert");
      dialog.querySelector("p").textContent = answer.text;
      dialog.showModal();
    } else if (answer?.text) {
      this.toast(answer.text);
    }
  }

  deepLink(address) {
    const found = /^(?:https?:\/\/)?t\.me\/(\w+)\?start=([\w-]*)$/.exec(address);
    return found && found[1].toLowerCase() === this.bot.username.toLowerCase() ? found[2] : null;
  }

  wireComposer() {
    const form = this.find(".composer");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.input.value.trim();
      if (!text) return;
      this.input.value = "";
      this.suggest();
      this.actions.send(text);
    });
    this.input.addEventListener("keydown", (event) => this.typed(event, form));
    this.input.addEventListener("input", () => this.suggest());
    this.find(".unblock").addEventListener("click", () => this.act("unblock"));
  }

  typed(event, form) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.find(".commands").hidden) {
      event.preventDefault();
      this.find(".commands li:last-child button").focus();
    } else if (event.key === "Escape") {
      this.find(".commands").hidden = true;
    }
  }

  suggest() {
    const typed = this.input.value;
    const matching = /^\/\w*$/.test(typed)
      ? this.person.commands.filter((one) => `/${one.command}`.startsWith(typed)) : [];
    const holder = this.find(".commands");
    holder.replaceChildren(...matching.map((one) => this.suggestion(one)));
    holder.hidden = !matching.length;
  }

  suggestion({ command, description }) {
    const item = element("li");
    const button = element("button");
    button.type = "button";
    button.append(element("b", "", `/${command}`), ` ${description}`);
    button.addEventListener("click", () => {
      this.input.value = "";
      this.suggest();
      this.input.focus();
      this.actions.send(`/${command}`);
    });
    item.append(button);
    return item;
  }

  wireExtras() {
    const opener = this.find(".attach"), extras = this.find(".extras");
    const toggle = (open) => { extras.hidden = !open; opener.setAttribute("aria-expanded", String(open)); };
    opener.addEventListener("click", () => toggle(extras.hidden));
    extras.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { toggle(false); opener.focus(); }
    });
    const send = (name, fields) => { toggle(false); this.input.focus(); return this.act(name, fields); };
    this.find(".photo").addEventListener("change", async (event) => send("photo", await chosen(event.target)));
    this.find(".document").addEventListener("change", async (event) => send("document", await chosen(event.target)));
    this.find(".voice").addEventListener("click", () => send("voice", { seconds: 4 }));
    this.find(".place select").append(...TOWNS.map(([name], rank) => new Option(name, rank)));
    this.find(".place").addEventListener("submit", (event) => {
      event.preventDefault();
      const [, latitude, longitude] = TOWNS[event.target.elements.town.value];
      send("location", { latitude, longitude });
    });
    this.find(".link").addEventListener("submit", (event) => {
      event.preventDefault();
      send("start", { payload: event.target.elements.payload.value.trim().replace(/^.*[?&]start=/, "") });
    });
  }
}

/** A chosen file as the server takes it. */
async function chosen(input) {
  const file = input.files[0];
  const bytes = new Uint8Array(await file.arrayBuffer());
  input.value = "";
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, mime_type: file.type || "application/octet-stream", data: btoa(binary) };
}
