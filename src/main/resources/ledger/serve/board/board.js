"use strict";
(function () {
  function board() { return document.getElementById("columns"); }
  if (!board()) return;
  var root = document.body.dataset.root;
  var told = document.getElementById("told");
  var dialog = document.getElementById("dialog");
  var dragging = false;
  var moving = null; // a card that the keyboard moves, with where it was
  var pending = null; // the newest event that waits for the end of a drag
  function locked() {
    return "locked" in document.body.dataset || document.body.classList.contains("cut-off");
  }
  function say(text) { told.textContent = text; }
  function list(state) {
    return board().querySelector('.cards-list[data-state="' + CSS.escape(state) + '"]');
  }
  function heading(state) {
    return document.getElementById(state + "-heading").firstChild.textContent.trim();
  }
  function card(id) { return document.getElementById("card-" + id); }
  function busy(one) { return one === moving || one.classList.contains("waiting"); }

  /* Changes: only the cards whose digests differ are fetched. */
  function parse(html) {
    return Array.prototype.slice.call(
      new DOMParser().parseFromString("<ul>" + html + "</ul>", "text/html").querySelectorAll(".card"));
  }
  function arrange(order) {
    Object.keys(order).forEach(function (state) {
      var into = list(state);
      if (!into || "folded" in into.dataset || state === "done") return;
      var at = null;
      order[state].forEach(function (id) {
        var one = card(id);
        if (!one || busy(one)) return;
        var next = at ? at.nextElementSibling : into.firstElementChild;
        if (next !== one || one.parentNode !== into) {
          var focused = one.contains(document.activeElement) ? document.activeElement : null;
          into.insertBefore(one, next);
          if (focused) focused.focus();
        }
        at = one;
      });
    });
  }
  function apply(event) {
    if (dragging) { pending = event; return; }
    var known = {};
    Object.keys(event.order).forEach(function (state) {
      event.order[state].forEach(function (id) { known[id] = true; });
    });
    var wanted = Object.keys(event.cards).filter(function (id) {
      var one = card(id);
      return !one || one.dataset.digest !== event.cards[id];
    });
    board().querySelectorAll(".card").forEach(function (one) {
      if (!known[one.dataset.id] && !one.closest("#done") && !busy(one)) one.remove();
    });
    var done = wanted.length === 0 ? Promise.resolve() : fetchCards(wanted);
    done.then(function () { arrange(event.order); });
    if (event.parts !== parts) {
      if (parts !== null || event.version !== +board().dataset.version) refreshParts();
      parts = event.parts;
    }
  }
  var parts = null;
  function fetchCards(ids) {
    var batches = [];
    for (var i = 0; i < ids.length; i += 200) batches.push(ids.slice(i, i + 200));
    return Promise.all(batches.map(function (batch) {
      var query = new URLSearchParams(location.search);
      batch.forEach(function (id) { query.append("id", id); });
      return fetch(root + "cards?" + query)
        .then(function (answer) { return answer.text(); })
        .then(function (html) {
          parse(html).forEach(function (fresh) {
            var old = card(fresh.dataset.id);
            if (!old) {
              var into = list(fresh.dataset.state);
              if (into) into.append(fresh);
              return;
            }
            var link = old.querySelector("h3 a") === document.activeElement;
            var self = old === document.activeElement;
            if (old.dataset.state !== fresh.dataset.state && !busy(old)) say(fresh.dataset.id + " is in " + heading(fresh.dataset.state) + " now");
            old.replaceWith(fresh);
            if (fresh.parentNode.dataset.state !== fresh.dataset.state && list(fresh.dataset.state)) list(fresh.dataset.state).append(fresh);
            if (link) fresh.querySelector("h3 a").focus();
            if (self) fresh.focus();
          });
        });
    }));
  }
  /* What is around the cards: needs, counts, limits, undo, problems. */
  function refreshParts() {
    fetch(location.href)
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html");
        var was = document.querySelector(".needs");
        var open = was ? was.open : null;
        document.getElementById("parts").replaceWith(document.adoptNode(fresh.getElementById("parts")));
        var now = document.querySelector(".needs");
        if (now && open !== null) now.open = open;
        if ("locked" in fresh.body.dataset) document.body.dataset.locked = ""; else delete document.body.dataset.locked;
        if (!fresh.querySelector("#columns .state") || !board().querySelector(".state")) {
          board().replaceChildren.apply(board(), Array.prototype.slice.call(fresh.getElementById("columns").children));
          sortables();
        }
        fresh.querySelectorAll(".state > h2").forEach(function (each) {
          var own = document.getElementById(each.id);
          if (own) own.replaceWith(each);
        });
        var undo = document.querySelector(".undo");
        var newUndo = fresh.querySelector(".undo");
        if (undo && newUndo) undo.replaceWith(newUndo);
        else if (undo) undo.remove();
        else if (newUndo) document.querySelector(".filters").after(newUndo);
        htmx.process(document.getElementById("main"));
      });
  }
  document.addEventListener("ledger:board", function (event) { apply(event.detail); });

  /* Moves: one action for drag and keyboard. */
  function move(one, back) {
    var into = one.closest(".cards-list");
    var state = into.dataset.state;
    var above = one.previousElementSibling;
    var below = one.nextElementSibling;
    var values = { id: one.dataset.id, digest: one.dataset.row };
    if (state !== one.dataset.state) values.to = state;
    else if (below) values.before = below.dataset.id;
    else if (above) values.after = above.dataset.id;
    one.classList.add("waiting");
    var body = new URLSearchParams(values);
    fetch(root + "move", { method: "POST", body: body })
      .then(function (answer) { return answer.text().then(function (text) { return { ok: answer.ok, text: text }; }); })
      .then(function (answer) {
        var outcome = new DOMParser().parseFromString(answer.text, "text/html").getElementById("outcome");
        one.classList.remove("waiting");
        if (!answer.ok) back();
        show(outcome);
        say(answer.ok ? values.id + " moved" + (values.to ? " to " + heading(state) : "") : values.id + " stays where it was: " + outcome.querySelector("p").textContent);
        if (!answer.ok) dialog.showModal();
        else if (card(values.id)) card(values.id).focus();
      })
      .catch(function () {
        one.classList.remove("waiting");
        back();
        say(values.id + " stays where it was: no answer");
      });
  }
  function show(outcome) {
    var answer = document.getElementById("answer");
    answer.replaceChildren(outcome);
    htmx.process(answer);
  }
  function placer(one) {
    var parent = one.parentNode;
    var next = one.nextElementSibling;
    return function () { parent.insertBefore(one, next && next.parentNode === parent ? next : null); };
  }
  function sortables() {
    board().querySelectorAll(".cards-list").forEach(function (each) {
      if (Sortable.get(each)) return;
      var back = null;
      Sortable.create(each, {
        group: "cards", draggable: ".card", animation: 0, delay: 250, delayOnTouchOnly: true,
        filter: ".waiting", preventOnFilter: false,
        onStart: function (event) { dragging = true; },
        onChoose: function (event) { back = placer(event.item); },
        onMove: function () { return !locked(); },
        onEnd: function (event) {
          dragging = false;
          if (event.from === event.to && event.oldIndex === event.newIndex) release();
          else move(event.item, back);
          release();
        }
      });
    });
  }
  function release() {
    if (pending) { var event = pending; pending = null; apply(event); }
  }
  sortables();

  /* The keyboard: m takes a card, arrows carry it, Enter drops it, Escape puts it back. */
  var origin = null;
  function finish() {
    moving.classList.remove("moving");
    moving = null;
  }
  document.addEventListener("keydown", function (event) {
    var one = event.target.closest ? event.target.closest(".card") : null;
    if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
    var lists = Array.prototype.slice.call(board().querySelectorAll(".cards-list"));
    var at = lists.indexOf(one.parentNode);
    if (!moving) {
      if (event.key === "m" && !locked()) {
        origin = placer(one);
        moving = one;
        one.classList.add("moving");
        one.focus();
        say("Moving " + one.dataset.id + ": arrow keys carry it, Enter drops it, Escape leaves it");
        event.preventDefault();
      } else if (event.key === "ArrowDown" && one.nextElementSibling) {
        one.nextElementSibling.focus();
        event.preventDefault();
      } else if (event.key === "ArrowUp" && one.previousElementSibling) {
        one.previousElementSibling.focus();
        event.preventDefault();
      }
      return;
    }
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      var to = lists[at + (event.key === "ArrowRight" ? 1 : -1)];
      if (to) { to.prepend(one); say(heading(to.dataset.state)); }
    } else if (event.key === "ArrowUp" && one.previousElementSibling) {
      one.parentNode.insertBefore(one, one.previousElementSibling);
      say("above " + one.nextElementSibling.dataset.id);
    } else if (event.key === "ArrowDown" && one.nextElementSibling) {
      one.parentNode.insertBefore(one.nextElementSibling, one);
      say("below " + one.previousElementSibling.dataset.id);
    } else if (event.key === "Enter") {
      var back = origin;
      var dropped = one;
      finish();
      move(dropped, back);
    } else if (event.key === "Escape") {
      origin();
      finish();
      say(one.dataset.id + " stays where it was");
    } else {
      return;
    }
    event.preventDefault();
    one.focus();
    one.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /* What htmx has put in: a filtered board, the done cards, or an answer. */
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target.id === "answer") dialog.showModal();
    else sortables();
  });
})();
