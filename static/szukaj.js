// The search of /szukaj/: hides the lines of its index that do not match what was typed.
// Everything it reads is on the page, so it asks the server for nothing.
(function () {
  'use strict';

  var place = document.getElementById('szukaj-miejsce');
  var index = document.getElementById('szukaj-spis');
  if (!place || !index) return;

  // "Świątniki Górne" and "swiatniki gorne" are the same words; ł has no decomposition of its own.
  function words(text) {
    return text.toLowerCase().replace(/ł/g, 'l').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      .split(/[^a-z0-9]+/).filter(Boolean);
  }

  // Polish endings change: a long word also matches without its last two letters (kotłownia, kotłowni).
  function stem(word) {
    return word.length > 5 ? word.slice(0, -2) : word;
  }

  var sections = Array.prototype.map.call(index.querySelectorAll('section'), function (section) {
    return {
      element: section,
      lines: Array.prototype.map.call(section.querySelectorAll('li'), function (line) {
        return { element: line, words: words(line.textContent + ' ' + (line.getAttribute('data-words') || '')) };
      })
    };
  });

  var form = document.createElement('form');
  form.className = 'search';
  form.setAttribute('role', 'search');
  var label = document.createElement('label');
  label.htmlFor = 'szukaj-pole';
  label.textContent = place.getAttribute('data-label');
  var field = document.createElement('input');
  field.id = 'szukaj-pole';
  field.type = 'search';
  field.name = 'q';
  field.autocomplete = 'off';
  var result = document.createElement('p');
  result.setAttribute('role', 'status');
  form.appendChild(label);
  form.appendChild(field);
  form.appendChild(result);
  place.appendChild(form);

  function search() {
    var wanted = words(field.value).map(stem);
    var found = 0;
    sections.forEach(function (section) {
      var visible = 0;
      section.lines.forEach(function (line) {
        var matches = wanted.every(function (start) {
          return line.words.some(function (word) { return word.indexOf(start) === 0; });
        });
        line.element.hidden = !matches;
        if (matches) visible += 1;
      });
      section.element.hidden = visible === 0;
      found += visible;
    });
    if (!wanted.length) {
      result.textContent = '';
    } else {
      result.textContent = found
        ? place.getAttribute('data-found') + ' ' + found
        : place.getAttribute('data-nothing');
    }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    search();
  });
  field.addEventListener('input', search);

  var asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    field.value = asked;
    search();
  }
})();
