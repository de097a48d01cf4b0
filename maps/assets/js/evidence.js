/* The evidence of an incident and of each of its reports: what, who, when, where and how well known, the quote, who said it, and by which rule it was read. */
(function (page) {
  "use strict";

  const { make, link } = page;
  const MOST = 40; // in one popup
  const CONTEXT = 32; // a quote's prefix and suffix are cut at this length, most often within a word

  function fact(name, ...content) {
    return [make("dt", null, name), make("dd", null, ...content)];
  }

  /* The language of what a document says; empty, that is unknown, where the document does not name it and the page is not English. */
  page.languageOf = function (written) {
    return written.language || (page.language().code === "en" ? undefined : "");
  };

  /* A feed's row is no quote: which row it is stands first, then what it says of itself. */
  function feedRow(event) {
    const notes = event.quote.join("");
    return make("div", { class: "feed-row" }, make("p", { class: "row-of", dir: "auto" }, event.row), notes ? make("p", { class: "notes", dir: "auto" }, notes) : "");
  }

  function quote(scene, event) {
    if (event.row) {
      return feedRow(event);
    }
    const [before, marked, after] = event.quote;
    const around = (text) => (text ? make("span", { class: "around" }, text) : "");
    const { prefix = "", suffix = "" } = event;
    const lead = prefix.length < CONTEXT ? prefix : "…" + prefix.replace(/^\S*\s/, "");
    const tail = suffix.length < CONTEXT ? suffix : suffix.replace(/\s\S*$/, "") + "…";
    return make(
      "blockquote",
      { dir: "auto", lang: page.languageOf(scene.documents[event.document] || {}) },
      around(lead),
      make("span", { class: "exact" }, before, marked ? make("mark", null, marked) : "", after),
      around(tail),
    );
  }

  page.originOf = function (scene, event) {
    const written = scene.documents[event.document] || {};
    const name = written.source || event.source || page.say("script.source_not_named");
    const parts = [make("bdi", null, written.url ? link(written.url, written.title || name) : written.title || name)];
    const comma = page.language().join;
    if (written.title) {
      parts.push(comma, make("bdi", null, name));
    }
    if (written.published) {
      parts.push(comma, page.say("script.published", { day: written.published }));
    }
    if (written.addressNotLinked) {
      parts.push(" " + page.say("script.not_linked", { address: written.addressNotLinked }));
    }
    return parts;
  };

  function retold(scene, event) {
    const written = scene.documents[event.document] || {};
    if (!event.retold && !written.retold) {
      return "";
    }
    const after = written.reportedBy ? page.say("script.retold_after", { who: written.reportedBy }) : page.say("script.retold");
    return make("p", { class: "retold" }, after);
  }

  function facts(scene, event) {
    const found = [];
    if (event.who) {
      found.push(...fact(page.say("script.who"), event.who));
    }
    found.push(...fact(page.say("script.when"), event.when));
    if (event.place) {
      found.push(...fact(page.say("script.where"), event.place, make("span", { class: "how" }, event.how)));
    } else {
      found.push(...fact(page.say("script.where"), page.say("script.not_placed")));
    }
    if (event.dead) {
      found.push(...fact(page.say("script.toll"), page.say(event.row ? "script.as_coded" : "script.as_quoted", { toll: event.dead })));
    }
    return found;
  }

  function voice(scene, report) {
    return [
      ...(report.row && !report.saidBy ? [] : fact(page.say("script.said_by"), make("bdi", null, report.saidBy || page.say("script.the_article")))),
      ...fact(page.say("script.source"), ...page.originOf(scene, report)),
      ...fact(page.say("script.read_by"), make("code", null, report.rule), report.code ? make("span", null, " · ", page.english("ACLED: " + report.code)) : ""),
    ];
  }

  function isMerged(event) {
    return event.reports !== undefined && event.reports.length > 1;
  }

  /* One of several reports: its words, and what it says in another way than the incident as a whole. With the first
     stand the facts that all share. */
  function telling(scene, incident, report, shared) {
    const other = report.when === incident.when ? [] : fact(page.say("script.its_date"), report.when);
    const place = report.place === undefined || report.place === incident.place ? [] : fact(page.say("script.its_place"), report.place);
    const toll = report.dead === undefined || report.dead === incident.dead ? [] : fact(page.say("script.its_toll"), page.say(report.row ? "script.as_coded" : "script.as_quoted", { toll: report.dead }));
    return make(
      "section",
      { class: "telling", "data-report": report.id },
      page.modeTag(report),
      quote(scene, report),
      retold(scene, report),
      make("dl", { class: "facts" }, ...shared, ...voice(scene, report), ...other, ...place, ...toll),
    );
  }

  function differences(event) {
    return event.differ ? make("ul", { class: "differ" }, ...event.differ.map((words) => make("li", null, words))) : "";
  }

  function body(scene, event) {
    if (!isMerged(event)) {
      const all = make("dl", { class: "facts" }, ...facts(scene, event), ...voice(scene, event));
      return [differences(event), quote(scene, event), retold(scene, event), all];
    }
    const tellings = event.reports.map((report, index) => telling(scene, event, report, index ? [] : facts(scene, event)));
    return [make("p", { class: "told" }, event.told), differences(event), ...tellings];
  }

  page.modeTag = function (event) {
    return event.modeWords ? make("span", { class: "mode" }, event.modeWords) : "";
  };

  page.disputedTag = function (event) {
    return event.differ ? make("span", { class: "disputed" }, page.say("script.reports_differ")) : "";
  };

  page.evidence = function (scene, event, withHead) {
    const head = make("h3", null, page.symbol(event.group, Boolean(event.mode)), make("span", null, event.tag), page.modeTag(event));
    return make("article", { class: "evidence", "data-event": event.id }, withHead ? head : "", ...body(scene, event));
  };

  /* Several events as a list in which each opens to its evidence; the first is open. `onOpen` hears which one a reader opens. */
  page.evidenceList = function (scene, events, onOpen) {
    if (events.length === 1) {
      return make("div", { class: "evidence-list" }, page.evidence(scene, events[0], true));
    }
    const shown = events.slice(0, MOST);
    const items = shown.map((event, index) => {
      const body = make("div", null);
      const summary = make(
        "summary",
        null,
        page.symbol(event.group, Boolean(event.mode)),
        make("span", { class: "what" }, event.tag, make("span", { class: "when" }, event.when), page.modeTag(event), page.disputedTag(event)),
      );
      const item = make("details", { class: "one" }, summary, body);
      const fill = () => body.firstChild || body.append(page.evidence(scene, event, false));
      item.addEventListener("toggle", () => item.open && fill());
      summary.addEventListener("click", () => onOpen && !item.open && onOpen(event.id));
      if (index === 0) {
        fill(); // at once, so that a popup is measured with it
        item.open = true;
      }
      return item;
    });
    const rest = events.length - shown.length;
    const more = rest > 0 ? make("p", { class: "when" }, page.say("script.more_in_list", { n: rest })) : "";
    return make("div", { class: "evidence-list" }, ...items, more);
  };
})(window.conflictmap);
