/* The namespace, the payload and the one way of making elements: strings become text, never markup. */
window.conflictmap = (function () {
  "use strict";

  function payload() {
    return JSON.parse(document.getElementById("payload").textContent);
  }

  /* An element with attributes and children; a child that is a string becomes a text node. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  function makeSvg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /* A link if the address is http or https, else its text. */
  function link(address, text) {
    let parsed = null;
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

  /* Longitude before latitude everywhere, except in Leaflet: here the order is turned. */
  function point(position) {
    return L.latLng(position[1], position[0]);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  /* A sentence that the ledger wrote: it is English in every language of the page. */
  function english(text) {
    return make("bdi", { lang: "en", dir: "auto" }, text);
  }

  /* One sentence over the map, for a reader whom the page cannot serve. */
  function notice(words) {
    document.querySelector(".map-frame").append(make("p", { class: "notice", role: "alert" }, words));
  }

  return { payload, make, makeSvg, link, point, byId, english, notice };
})();
