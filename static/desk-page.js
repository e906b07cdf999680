/* ziping: a form page as the other desk scripts see it: its cells, its state line, its live pieces.
   They share one object, window.ziping; it is null where no form is to be filled. */
window.ziping = (function () {
  "use strict";

  const PREFIX = "c:";
  const PREVIEW_AFTER_MS = 400;
  const PATIENCE_MS = 30000;
  /* A small save goes on when the page is left; browsers refuse that for more than 64 KB. */
  const LIVES_ON_CHARACTERS = 15000;
  const SIGNS = { saved: "✓", saving: "↻", failed: "✕" };

  const form = document.querySelector("form[data-desk]");
  if (!form || !window.fetch || !window.DOMParser) { return null; }

  const status = form.querySelector("[data-saved]");
  const bases = new Map();
  const shown = new Map();
  let previews = 0;
  let previewTimer = 0;

  const page = {
    form: form,
    account: form.dataset.account || "",
    filing: form.dataset.filing,
    formId: form.dataset.form || "",
    version: Number(form.dataset.version) || 0,
    csrf: form.elements._csrf.value,
    /* The change that each cell's text is based on, by code. */
    bases: bases,
    /* The text that each cell last showed and that is stored, by code. */
    shown: shown,
    /* The unit in which this page shows amounts. */
    unit: form.elements.unit ? form.elements.unit.value : "",
    isComposing: false
  };

  /* ---------- cells ---------- */

  page.codeOf = function (control) {
    const name = control && control.name || "";
    return name.indexOf(PREFIX) === 0 ? name.slice(PREFIX.length) : "";
  };

  page.control = function (code) {
    return form.elements[PREFIX + code] || null;
  };

  page.controls = function () {
    return Array.from(form.elements).filter(page.codeOf);
  };

  /* A plain number, which takes its unit from its place. */
  function isBare(text) {
    return /^[\s0-9０-９.,．，()（）+\-−－△▲]+$/.test(text) && /[1-9１-９]/.test(text);
  }

  /* The text as it is kept: on a page in another unit a bare amount gets that unit's name. */
  page.textOf = function (control) {
    const unit = control.dataset.unit;
    return unit && isBare(control.value) ? control.value.trim() + unit : control.value;
  };

  /* A bare amount from elsewhere is in the form's own unit: on a page in another one it says so. */
  page.setText = function (control, typed) {
    const own = { "元": "万元", "万元": "元" }[control.dataset.unit];
    const text = own && isBare(typed) ? typed.trim() + own : typed;
    if (control.tagName === "SELECT" && !Array.from(control.options).some(function (option) { return option.value === text; })) {
      control.add(new Option(text, text));
    }
    control.value = text;
    page.count(control);
  };

  page.setBase = function (code, changeId) {
    if (changeId) { bases.set(code, changeId); } else { bases.delete(code); }
    form.elements.bases.value = Array.from(bases, function (pair) { return pair.join("="); }).join(" ");
  };

  page.count = function (control) {
    document.querySelectorAll("[data-count]").forEach(function (place) {
      if (place.dataset.count === control.id) {
        place.textContent = String(Array.from(control.value.replace(/\s/g, "")).length);
      }
    });
  };

  page.label = function (code) {
    const control = page.control(code);
    const label = control && control.closest("label");
    const words = label && label.querySelector(".sr-only");
    return words ? words.textContent : code;
  };

  /* The attribute, not the value: going back in the browser may bring an old value with it. */
  form.elements.bases.defaultValue.split(/\s+/).forEach(function (pair) {
    const at = pair.indexOf("=");
    if (at > 0) { bases.set(pair.slice(0, at), pair.slice(at + 1)); }
  });
  page.controls().forEach(function (control) { shown.set(page.codeOf(control), control.value); });

  /* ---------- the state line ---------- */

  /* state: saved, saving or failed. A failure is said at once and may offer a button. */
  page.say = function (state, words, button) {
    const line = SIGNS[state] + " " + words;
    if (status.dataset.state === state && status.dataset.words === line) { return; }
    status.dataset.state = state;
    status.dataset.words = line;
    status.setAttribute("aria-live", state === "failed" ? "assertive" : "polite");
    status.textContent = "";
    const sign = document.createElement("span");
    sign.setAttribute("aria-hidden", "true");
    sign.textContent = SIGNS[state] + " ";
    status.append(sign, words);
    if (button) { status.append(" ", page.button(button.words, button.press)); }
  };

  page.button = function (words, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = words;
    button.addEventListener("click", press);
    return button;
  };

  /* ---------- sending ---------- */

  /* Gives { status, body }; status 0 when the server was not reached. */
  page.send = async function (address, sent) {
    const body = JSON.stringify(sent);
    const stop = window.AbortController ? new AbortController() : null;
    const timer = setTimeout(function () { if (stop) { stop.abort(); } }, PATIENCE_MS);
    try {
      const response = await fetch(address, {
        method: "POST",
        body: body,
        credentials: "same-origin",
        keepalive: body.length < LIVES_ON_CHARACTERS,
        signal: stop ? stop.signal : undefined,
        headers: {
          "Accept": "application/json",
          "Content-Type": "application/json",
          "X-CSRF-Token": page.csrf
        }
      });
      const answer = await response.json().catch(function () { return null; });
      return { status: response.status, body: answer };
    } catch (error) {
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  };

  /* ---------- the server's pieces in place of ours ---------- */

  page.apply = function (html) {
    const answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-pieces]");
    if (!answer) { return; }
    previews += 1;
    const ours = new Map();
    document.querySelectorAll("[data-live]").forEach(function (piece) { ours.set(piece.dataset.live, piece); });
    answer.querySelectorAll("[data-live]").forEach(function (piece) {
      const old = ours.get(piece.dataset.live);
      if (old) { replace(old, piece); }
    });
  };

  function replace(old, piece) {
    if (piece.dataset.severity !== undefined && old.dataset.severity !== piece.dataset.severity) {
      old.dataset.severity = piece.dataset.severity;
      markInvalid(old, piece.dataset.severity === "error");
    }
    if (old.innerHTML === piece.innerHTML) { return; }
    const wasOpen = Array.from(old.querySelectorAll("details")).map(function (card) { return card.open; });
    const hadFocus = old.contains(document.activeElement);
    old.innerHTML = piece.innerHTML;
    old.querySelectorAll("details").forEach(function (card, at) { card.open = Boolean(wasOpen[at]); });
    const summary = old.querySelector("summary");
    if (hadFocus && summary) { summary.focus(); }
  }

  function markInvalid(notes, isInvalid) {
    document.querySelectorAll("[aria-describedby]").forEach(function (control) {
      if (control.getAttribute("aria-describedby") !== notes.id) { return; }
      if (isInvalid) {
        control.setAttribute("aria-invalid", "true");
      } else {
        control.removeAttribute("aria-invalid");
      }
    });
  }

  /* ---------- live recalculation ---------- */

  page.previewSoon = function () {
    clearTimeout(previewTimer);
    if (form.dataset.preview) { previewTimer = setTimeout(preview, PREVIEW_AFTER_MS); }
  };

  async function preview() {
    if (page.isComposing) { return; }
    previews += 1;
    const mine = previews;
    try {
      const response = await fetch(form.dataset.preview, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        headers: { Accept: "application/json" }
      });
      if (!response.ok) { return; }
      const html = await response.text();
      if (mine === previews) { page.apply(html); }
    } catch (error) {
      /* saving will say that the network is down */
    }
  }

  return page;
})();
