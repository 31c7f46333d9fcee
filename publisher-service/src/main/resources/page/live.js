/* Fragments that refresh themselves: an unchanged one stays as it is, what the reader opened stays open, and a hidden page does not ask. */
(function () {
  "use strict";
  const tags = new Map();

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (document.hidden) {
      event.preventDefault();
    }
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const id = event.detail.target.id;
    const tag = event.detail.xhr.getResponseHeader("ETag");
    if (tag !== null && tags.get(id) === tag) {
      event.detail.shouldSwap = false;
    }
    tags.set(id, tag);
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    const before = event.detail.target;
    before.querySelectorAll("details[id]").forEach(function (details) {
      const now = document.getElementById(details.id);
      if (now !== null) {
        now.open = details.open;
      }
    });
  });
})();
