/* ziping: makes the desk quicker. Every page works without this file; the server alone decides
   about figures. ES2017, no library, nothing from elsewhere. */
(function () {
  "use strict";

  var PREVIEW_AFTER_MS = 400;
  var SAVE_AFTER_MS = 2000;
  var RETRY_AFTER_MS = 10000;

  /* ---------- cards: one open at a time, Escape closes ---------- */

  function openCards() {
    return Array.from(document.querySelectorAll("details.pop[open]"));
  }

  document.addEventListener("toggle", function (event) {
    var card = event.target;
    if (card.open && card.matches("details.pop")) {
      openCards().forEach(function (other) {
        if (other !== card) { other.open = false; }
      });
    }
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    openCards().forEach(function (card) {
      var had = card.contains(document.activeElement);
      card.open = false;
      if (had) { card.querySelector("summary").focus(); }
    });
  });

  document.addEventListener("click", function (event) {
    openCards().forEach(function (card) {
      if (!card.contains(event.target)) { card.open = false; }
    });
  });

  /* ---------- the form of a sheet ---------- */

  var form = document.querySelector("form[data-desk]");
  if (!form || !window.fetch || !window.DOMParser) { return; }

  var status = form.querySelector("[data-saved]");
  var edits = 0;
  var savedEdits = 0;
  var isComposing = false;
  var isSaving = false;
  var isLeaving = false;
  var hasFailed = false;
  var previews = 0;
  var previewTimer = 0;
  var saveTimer = 0;
  var lastButton = null;

  function tell(state, words) {
    status.dataset.state = state;
    status.textContent = words;
  }

  function body(deed) {
    var pairs = new URLSearchParams(new FormData(form));
    if (deed) { pairs.set("do", deed); }
    return pairs;
  }

  function send(address, deed) {
    return fetch(address, {
      method: "POST",
      body: body(deed),
      credentials: "same-origin",
      headers: { Accept: "application/json" }
    });
  }

  /* Puts the server's pieces in place of ours. */
  function apply(html) {
    var answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-saved-at]");
    if (!answer) { return null; }
    var ours = new Map();
    document.querySelectorAll("[data-live]").forEach(function (piece) {
      ours.set(piece.dataset.live, piece);
    });
    answer.querySelectorAll("[data-live]").forEach(function (piece) {
      var old = ours.get(piece.dataset.live);
      if (old) { replace(old, piece); }
    });
    return answer;
  }

  function replace(old, piece) {
    if (piece.dataset.severity !== undefined && old.dataset.severity !== piece.dataset.severity) {
      old.dataset.severity = piece.dataset.severity;
      markInvalid(old, piece.dataset.severity === "error");
    }
    if (old.innerHTML === piece.innerHTML) { return; }
    var wasOpen = Array.from(old.querySelectorAll("details")).map(function (card) { return card.open; });
    var hadFocus = old.contains(document.activeElement);
    old.innerHTML = piece.innerHTML;
    old.querySelectorAll("details").forEach(function (card, at) { card.open = Boolean(wasOpen[at]); });
    var summary = old.querySelector("summary");
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

  async function preview() {
    if (isComposing || isSaving) { return; }
    previews += 1;
    var mine = previews;
    try {
      var response = await send(form.dataset.preview, "");
      if (!response.ok) { return; }
      var html = await response.text();
      if (mine === previews) { apply(html); }
    } catch (error) {
      /* saving will say that the network is down */
    }
  }

  /* ---------- saving ---------- */

  async function save() {
    clearTimeout(saveTimer);
    if (isComposing) { return; }
    if (isSaving) { later(SAVE_AFTER_MS); return; }
    isSaving = true;
    var upTo = edits;
    previews += 1;
    tell("saving", "正在保存");
    try {
      var response = await send(form.action, "autosave");
      await read(response, upTo);
    } catch (error) {
      fail("网络不通，恢复后自动再存");
      later(RETRY_AFTER_MS);
    }
    isSaving = false;
  }

  async function read(response, upTo) {
    var kind = response.headers.get("Content-Type") || "";
    if (kind.indexOf("text/html") !== 0) {
      fail(await reason(response));
      if (response.status >= 500) { later(RETRY_AFTER_MS); }
      return;
    }
    var answer = apply(await response.text());
    if (!answer) { fail("服务器的答复不完整，请点“暂存”"); return; }
    if (answer.dataset.bases !== undefined) { form.elements.bases.value = answer.dataset.bases; }
    if (answer.dataset.problem) { fail(answer.dataset.problem); return; }
    savedEdits = upTo;
    hasFailed = false;
    if (edits === upTo) {
      tell("saved", "已保存 " + answer.dataset.savedAt.slice(-5));
    } else {
      tell("unsaved", "未保存");
      later(SAVE_AFTER_MS);
    }
  }

  async function reason(response) {
    if (response.status === 401) { return "登录已过期，请点“暂存”重新登录，填写的内容不会丢失"; }
    try {
      var problem = await response.json();
      return problem.detail || problem.title;
    } catch (error) {
      return "服务器没有答复，请点“暂存”";
    }
  }

  function fail(why) {
    hasFailed = true;
    tell("failed", "未保存：" + why);
  }

  function later(milliseconds) {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, milliseconds);
  }

  /* ---------- what the person does ---------- */

  function changed() {
    edits += 1;
    if (!hasFailed) { tell("unsaved", "未保存"); }
    clearTimeout(previewTimer);
    previewTimer = setTimeout(preview, PREVIEW_AFTER_MS);
    later(SAVE_AFTER_MS);
  }

  function count(control) {
    document.querySelectorAll("[data-count]").forEach(function (place) {
      if (place.dataset.count === control.id) {
        place.textContent = String(Array.from(control.value.replace(/\s/g, "")).length);
      }
    });
  }

  form.addEventListener("input", function (event) {
    count(event.target);
    if (!isComposing) { changed(); }
  });
  form.addEventListener("compositionstart", function () {
    isComposing = true;
    clearTimeout(previewTimer);
    clearTimeout(saveTimer);
  });
  form.addEventListener("compositionend", function () {
    isComposing = false;
    changed();
  });

  form.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) { lastButton = button; }
  });

  /* 暂存 saves in place; after a failure, and for every other button, the page is sent as without script. */
  form.addEventListener("submit", function (event) {
    var button = event.submitter || lastButton;
    lastButton = null;
    if ((!button || button.value === "save") && !hasFailed) {
      event.preventDefault();
      save();
      return;
    }
    isLeaving = true;
  });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden" && edits !== savedEdits && !isLeaving) { save(); }
  });

  window.addEventListener("pageshow", function () { isLeaving = false; });

  window.addEventListener("beforeunload", function (event) {
    if (edits !== savedEdits && !isLeaving) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
})();
