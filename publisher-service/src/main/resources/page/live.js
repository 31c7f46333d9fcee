/*
 * Parts of a page that refresh themselves. Events say which part to load again; without events a part is polled. An unchanged part stays
 * as it is, what the reader opened or chose stays, and a hidden page neither asks nor listens.
 */
(function () {
  "use strict";
  /** Polls that go out in spite of events, because a proxy may keep events back. */
  const POLL_WITH_EVENTS_MS = 30000;

  const MARGIN_MS = 100;

  const tags = new Map();
  const asked = new Map();
  const timers = new Map();
  const again = new Set();
  const chosen = new Map();
  const loaded = Date.now();
  let source = null;

  function isFollowing() {
    return source !== null && source.readyState === EventSource.OPEN;
  }

  /** Loads a part again when answers from before the event have expired; events in the meantime count together. */
  function refreshLater(part) {
    const id = part.id;
    if (timers.has(id)) {
      again.add(id);
      return;
    }
    const age = document.getElementById("content").dataset.ageSeconds * 1000;
    timers.set(id, setTimeout(function () {
      timers.delete(id);
      const now = document.getElementById(id);
      if (now !== null) {
        htmx.trigger(now, "refresh");
        if (again.delete(id)) {
          refreshLater(now);
        }
      }
    }, age + MARGIN_MS));
  }

  function isAbout(part, message) {
    return !part.dataset.mirror || JSON.parse(message.data).mirror === part.dataset.mirror;
  }

  htmx.createEventSource = function (url) {
    if (source !== null) {
      source.close();
    }
    source = new EventSource(url);
    if (document.hidden) {
      source.close();
    }
    return source;
  };

  document.addEventListener("visibilitychange", function () {
    if (source === null) {
      return;
    }
    if (document.hidden) {
      /* Browsers open six connections to a site, for all their tabs together. */
      source.close();
    } else if (source.readyState === EventSource.CLOSED) {
      /* The extension opens another one, as after a failure. */
      source.dispatchEvent(new Event("error"));
    }
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    const part = event.detail.elt;
    const cause = event.detail.requestConfig.triggeringEvent;
    if (document.hidden) {
      event.preventDefault();
    } else if (cause && cause.type.startsWith("sse:")) {
      event.preventDefault();
      if (isAbout(part, cause.detail)) {
        refreshLater(part);
      }
    } else if (!cause && isFollowing() && Date.now() - (asked.get(part.id) || loaded) < POLL_WITH_EVENTS_MS) {
      event.preventDefault();
    } else {
      asked.set(part.id, Date.now());
    }
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const part = event.detail.target;
    const tag = event.detail.xhr.getResponseHeader("ETag");
    if (tag !== null && tags.get(part.id) === tag) {
      event.detail.shouldSwap = false;
    }
    tags.set(part.id, tag);
    chosen.set(part.id, choices(part));
  });

  /** Not before the new part has its final attributes, which would undo what the reader chose. */
  document.addEventListener("htmx:afterSettle", function (event) {
    const restore = chosen.get(event.detail.target.id) || [];
    chosen.delete(event.detail.target.id);
    restore.forEach(function (apply) {
      apply();
    });
  });

  /** What the reader did to a part, each as a function that does it to the part that comes next. */
  function choices(part) {
    const found = [];
    function keep(selector, read, write) {
      part.querySelectorAll(selector).forEach(function (old) {
        const value = read(old);
        found.push(function () {
          const now = document.getElementById(old.id);
          if (now !== null) {
            write(now, value);
          }
        });
      });
    }
    keep("details[id]", (old) => old.open, (now, open) => { now.open = open; });
    keep(".scroll[id]", (old) => old.scrollLeft, (now, left) => { now.scrollLeft = left; });
    keep("input[type=radio][id]", (old) => old.checked && !old.defaultChecked, (now, picked) => {
      now.checked = now.checked || picked;
    });
    return found;
  }
})();
