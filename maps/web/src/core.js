/* The payload and the one way of making elements: strings become text, never markup. */

/** The head of the payload, as the page carries it. */
export function payload() {
  return JSON.parse(byId("payload").textContent || "");
}

/**
 * An element with attributes and children; a child that is a string becomes a text node.
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes] those that are undefined, null or false are left out
 * @param {...(Node | string | null | undefined)} children
 * @returns {import("./types.js").PageElement}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== undefined && child !== "")));
  return /** @type {any} */ (element);
}

/**
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes]
 * @param {...(Node | string)} children
 */
export function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * A link if the address is http or https, else its text.
 * @param {string} address
 * @param {string} text
 * @returns {Node}
 */
export function link(address, text) {
  let parsed;
  try {
    parsed = new URL(address);
  } catch {
    return document.createTextNode(text);
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    return document.createTextNode(text);
  }
  return make("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, text);
}

/**
 * Longitude before latitude everywhere, except in Leaflet: here the order is turned.
 * @param {number[]} position
 */
export function point(position) {
  return L.latLng(position[1], position[0]);
}

/**
 * An element of the template, which is there.
 * @param {string} id
 * @returns {import("./types.js").PageElement}
 */
export function byId(id) {
  return /** @type {any} */ (document.getElementById(id));
}

/* A sentence that the ledger wrote: it is English in every language of the page. */
export function english(text) {
  return make("bdi", { lang: "en", dir: "auto" }, text);
}

/* One sentence over the map, for a reader whom the page cannot serve. */
export function notice(words) {
  /** @type {Element} */ (document.querySelector(".map-frame")).append(make("p", { class: "notice", role: "alert" }, words));
}
