/* ziping: the cells of a form under the keyboard, as in a spreadsheet. What may be typed where is
   the page's matter; here one only goes from cell to cell. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const form = ziping.form;
  const COMPOSING = 229;
  /* Places for the arrows: what is typed, what is computed, where a row can be added. */
  const STOPS = "[name^='c:'], .grid details.why > summary, .grid .tool-add";

  /* The text that a cell held when it was entered. */
  let entered = { control: null, text: "" };
  /* The cell is entered and its text untouched: the arrows go on from it. */
  let isReady = false;
  let isByPointer = false;
  /* After Escape the next Tab is the browser's own, so that every button can be reached. */
  let isReleased = false;
  /* Where a run of Tabs began: Enter goes to the next line below it. */
  let run = null;
  /* The column that one goes down in, also across merged cells. */
  let down = null;

  /* ---------- what stands where ---------- */

  function isCell(element) { return Boolean(ziping.codeOf(element)); }

  /* One line: Enter goes on. Longer texts take the line break. */
  function isLine(control) { return !control.matches("textarea:not(.control-line)"); }

  function isText(control) { return control.tagName !== "SELECT"; }

  function stops() { return Array.from(form.querySelectorAll(STOPS)); }

  function stopIn(box, isTyped) {
    return box.querySelector("[name^='c:']") || (isTyped ? null : box.querySelector(STOPS));
  }

  /* The boxes of a table by row and column, merged ones at every place that they cover. */
  function placed(table) {
    const rows = Array.from(table.rows, function () { return []; });
    const places = new Map();
    Array.from(table.rows).forEach(function (row, top) {
      let left = 0;
      Array.from(row.cells).forEach(function (box) {
        while (rows[top][left]) { left += 1; }
        const place = {
          top: top,
          left: left,
          right: left + box.colSpan - 1,
          bottom: Math.min(top + box.rowSpan, rows.length) - 1
        };
        places.set(box, place);
        for (let at = top; at <= place.bottom; at += 1) {
          for (let column = left; column < left + box.colSpan; column += 1) { rows[at][column] = box; }
        }
        left += box.colSpan;
      });
    });
    return { rows: rows, places: places };
  }

  /* The stop of a row that is nearest to a column, but none in the box that one comes from. */
  function nearest(grid, row, column, from, isTyped) {
    const found = { stop: null, distance: Infinity };
    new Set(grid.rows[row]).forEach(function (box) {
      const stop = box && box !== from && stopIn(box, isTyped);
      if (!stop) { return; }
      const place = grid.places.get(box);
      const distance = Math.max(place.left - column, column - place.right, 0);
      if (distance < found.distance) {
        found.stop = stop;
        found.distance = distance;
      }
    });
    return found.stop;
  }

  /* The next stop above or below, as near to the column as there is one; several in one box come first. */
  function vertical(from, step, isTyped, column) {
    const box = from.closest(".grid td, .grid th");
    if (!box) { return inOrder(from, step, isTyped); }
    const inside = Array.from(box.querySelectorAll("[name^='c:']"));
    const neighbour = inside[inside.indexOf(from) + step];
    if (inside.indexOf(from) >= 0 && neighbour) { return neighbour; }
    const table = box.closest("table");
    const grid = placed(table);
    const place = grid.places.get(box);
    const at = column === null ? place.left : column;
    for (let row = step > 0 ? place.bottom + 1 : place.top - 1; grid.rows[row]; row += step) {
      const stop = nearest(grid, row, at, box, isTyped);
      if (stop) { return stop; }
    }
    return beyond(table, step, isTyped);
  }

  /* The first stop after a table, or the last before it. */
  function beyond(table, step, isTyped) {
    const all = stops().filter(function (stop) { return !isTyped || isCell(stop); });
    const inside = all.filter(function (stop) { return table.contains(stop); });
    const edge = all.indexOf(inside[step > 0 ? inside.length - 1 : 0]);
    return all[edge + step] || null;
  }

  function inOrder(from, step, isTyped) {
    const all = stops().filter(function (stop) { return !isTyped || isCell(stop); });
    return all[all.indexOf(from) + step] || null;
  }

  function columnOf(control) {
    const box = control.closest(".grid td, .grid th");
    if (!box) { return null; }
    const table = box.closest("table");
    return { table: table, left: placed(table).places.get(box).left };
  }

  /* ---------- going there ---------- */

  function go(stop) {
    if (!stop) { return false; }
    stop.focus();
    stop.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  function goVertically(from, step, isTyped) {
    const here = columnOf(from);
    const known = isTyped ? run : down;
    const keeps = known && here && known.table === here.table;
    const column = keeps ? known.left : here && here.left;
    if (!isTyped && !keeps) { down = here; }
    const kept = down;
    const isGone = go(vertical(from, step, isTyped, column));
    down = isTyped ? null : kept;
    run = null;
    return isGone;
  }

  form.addEventListener("pointerdown", function () {
    isByPointer = true;
    run = null;
    down = null;
  });

  form.addEventListener("focusin", function (event) {
    const control = event.target;
    isReleased = false;
    if (!isCell(control)) { isByPointer = false; return; }
    entered = { control: control, text: control.value };
    isReady = !isByPointer;
    if (isByPointer || !isText(control)) { return; }
    if (isLine(control)) {
      control.select();
    } else {
      control.setSelectionRange(control.value.length, control.value.length);
    }
  });

  /* The first click into a figure takes it whole; a second one puts the caret. */
  form.addEventListener("click", function (event) {
    const control = event.target;
    const isFirst = isByPointer && control === entered.control;
    isByPointer = false;
    if (isFirst && control.matches("input.control") && control.selectionStart === control.selectionEnd) {
      control.select();
      isReady = true;
    } else if (isCell(control)) {
      isReady = false;
    }
  });

  form.addEventListener("input", function () { isReady = false; });

  /* Left, an amount says in which unit it was typed, where that is not the form's own. */
  form.addEventListener("change", function (event) {
    const control = event.target;
    if (isCell(control) && control.dataset.unit) { control.value = ziping.textOf(control); }
  });

  /* ---------- keys ---------- */

  function isAtStart(control) {
    return control.selectionStart === 0 && control.selectionEnd === 0;
  }

  function isAtEnd(control) {
    return control.selectionStart === control.value.length && control.selectionEnd === control.value.length;
  }

  function mayLeave(control, isAtEdge) {
    return !isCell(control) || !isText(control) || isReady && isLine(control) || isAtEdge(control);
  }

  function arrowSideways(event, control, step) {
    if (!mayLeave(control, step > 0 ? isAtEnd : isAtStart)) { return; }
    run = null;
    down = null;
    if (go(inOrder(control, step, false))) { event.preventDefault(); }
  }

  /* In a text of several lines the caret goes first; where it cannot, the next cell is meant. */
  function arrowVertically(event, control, step) {
    run = null;
    if (mayLeave(control, step > 0 ? isAtEnd : isAtStart) || control.tagName === "INPUT") {
      if (goVertically(control, step, false)) { event.preventDefault(); }
      return;
    }
    const before = control.selectionStart + "/" + control.selectionEnd;
    setTimeout(function () {
      const isStuck = before === control.selectionStart + "/" + control.selectionEnd;
      if (isStuck && document.activeElement === control) { goVertically(control, step, false); }
    }, 0);
  }

  function enter(event, control) {
    if (event.altKey) {
      if (control.tagName === "TEXTAREA") { control.setRangeText("\n", control.selectionStart, control.selectionEnd, "end"); changed(control); }
      event.preventDefault();
      return;
    }
    if (!isLine(control) && !event.ctrlKey) { return; }
    event.preventDefault();
    goVertically(control, event.shiftKey ? -1 : 1, true);
  }

  function tab(event, control) {
    if (isReleased || event.ctrlKey || event.altKey) { return; }
    const next = inOrder(control, event.shiftKey ? -1 : 1, true);
    if (!next) { return; }
    event.preventDefault();
    const began = run || columnOf(control);
    go(next);
    run = began;
    down = null;
  }

  function escape(control) {
    if (document.querySelector("details.pop[open]")) { return; }
    if (entered.control === control && control.value !== entered.text) {
      ziping.setText(control, entered.text);
      changed(control);
    }
    if (isText(control) && isLine(control)) { control.select(); }
    isReady = true;
    isReleased = true;
  }

  function changed(control) {
    ziping.count(control);
    ziping.changed([control]);
    isReady = false;
  }

  function edit(event, control) {
    event.preventDefault();
    isReady = false;
    if (isText(control)) {
      control.setSelectionRange(control.value.length, control.value.length);
    } else if (control.showPicker) {
      control.showPicker();
    }
  }

  function toEdge(event, control) {
    if (!event.ctrlKey || isCell(control) && !isReady && !isLine(control)) { return; }
    const all = ziping.controls();
    event.preventDefault();
    go(event.key === "Home" ? all[0] : all[all.length - 1]);
  }

  function openNote(event, control) {
    const box = control.closest("td, .report-section, .signature");
    const note = box && box.querySelector(".notes details, details.why, details.help");
    if (!note || !isText(control)) { return; }
    event.preventDefault();
    note.open = !note.open;
  }

  function openHelp(event, control) {
    const box = control.closest(".cell, .report-section, .signature-date");
    const help = box && box.querySelector("details.help");
    event.preventDefault();
    if (help) { help.open = !help.open; }
  }

  const KEYS = {
    F1: openHelp,
    ArrowLeft: function (event, control) { arrowSideways(event, control, -1); },
    ArrowRight: function (event, control) { arrowSideways(event, control, 1); },
    ArrowUp: function (event, control) { arrowVertically(event, control, -1); },
    ArrowDown: function (event, control) { arrowVertically(event, control, 1); },
    Enter: enter,
    Tab: tab,
    Escape: function (event, control) { escape(control); },
    F2: edit,
    Home: toEdge,
    End: toEdge
  };

  form.addEventListener("keydown", function (event) {
    const control = event.target;
    if (event.isComposing || ziping.isComposing || event.keyCode === COMPOSING || event.metaKey) { return; }
    const isArrow = event.key.indexOf("Arrow") === 0;
    if (isArrow && event.altKey) {
      if (event.key === "ArrowDown" && isCell(control)) { openNote(event, control); }
      return;
    }
    if (isArrow && (event.shiftKey || event.ctrlKey)) { return; }
    const isStop = isArrow && control.matches(STOPS);
    if (KEYS[event.key] && (isCell(control) || isStop)) { KEYS[event.key](event, control); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) { return; }
    event.preventDefault();
    const save = form.querySelector("button[name=do][value=save]");
    if (save && !ziping.isComposing) { save.click(); }
  });

  /* ---------- the wheel turns the page, never a value ---------- */

  form.addEventListener("wheel", function (event) {
    if (event.target.tagName !== "SELECT" || event.ctrlKey) { return; }
    const line = event.deltaMode === 1 ? 16 : 1;
    event.preventDefault();
    window.scrollBy(event.deltaX * line, event.deltaY * line);
  }, { passive: false });

  /* ---------- a link to a cell leads into it ---------- */

  function enterLinked() {
    const control = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (control && form.contains(control) && isCell(control)) { go(control); }
  }

  window.addEventListener("hashchange", enterLinked);
  enterLinked();
})(window.ziping);
