// Filters the board's cards; the choice is kept in the page's address. Without this file all cards are shown.
(function () {
  "use strict";
  var NAMES = { owner: "Owner", state: "State", verdict: "Verdict", milestone: "Milestone", tag: "Tag" };
  var place = document.getElementById("filter");
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  if (!place || cards.length < 2) {
    return;
  }
  var form = document.createElement("form");
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Tasks on the board");

  function add(label, field, name) {
    var all = document.createElement("label");
    all.textContent = label + " ";
    field.name = name;
    all.appendChild(field);
    form.appendChild(all);
  }

  function values(card, name) {
    var own = card.getAttribute("data-" + name) || "";
    return name === "tag" ? own.split(",").filter(Boolean) : own ? [own] : [];
  }

  var text = document.createElement("input");
  text.type = "search";
  add("Text", text, "text");
  Object.keys(NAMES).forEach(function (name) {
    var seen = [];
    cards.forEach(function (card) {
      values(card, name).forEach(function (value) {
        if (seen.indexOf(value) < 0) {
          seen.push(value);
        }
      });
    });
    if (seen.length > 1) {
      var field = document.createElement("select");
      field.add(new Option("all", ""));
      seen.sort().forEach(function (value) {
        field.add(new Option(value));
      });
      add(NAMES[name], field, name);
    }
  });
  var told = document.createElement("p");
  told.className = "hint";
  told.setAttribute("role", "status");
  form.appendChild(told);
  place.appendChild(form);

  function plain(text) {
    return text.toLowerCase();
  }

  function fits(card, name, value) {
    if (name === "text") {
      return plain(card.textContent).indexOf(plain(value)) >= 0;
    }
    return values(card, name).indexOf(value) >= 0;
  }

  function show() {
    var chosen = Array.prototype.filter.call(form.elements, function (field) {
      return field.name && field.value;
    });
    var shown = 0;
    cards.forEach(function (card) {
      card.hidden = !chosen.every(function (field) {
        return fits(card, field.name, field.value);
      });
      shown += card.hidden ? 0 : 1;
    });
    told.textContent = chosen.length ? shown + " of " + cards.length + " tasks" : "";
    if (chosen.length) {
      document.querySelectorAll(".state details").forEach(function (month) {
        month.open = true;
      });
    }
    return chosen;
  }

  function keep() {
    var parts = show().map(function (field) {
      return field.name + "=" + encodeURIComponent(field.value);
    });
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  }

  function restore() {
    if (location.hash.indexOf("=") > 0) {
      location.hash.slice(1).split("&").forEach(function (part) {
        var at = part.indexOf("=");
        var field = form.elements.namedItem(part.slice(0, at));
        if (field) {
          field.value = decodeURIComponent(part.slice(at + 1));
        }
      });
    }
    show();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.addEventListener("input", keep);
  window.addEventListener("hashchange", restore);
  restore();
})();
