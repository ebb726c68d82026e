// The search of /szukaj/: a combobox over the index that the build wrote (docs/outputs.md).
fetch('index.json').then(r => r.json()).then(({ p, h, t }) => {
const fold = text => text.toLowerCase().replace(/ł/g, 'l').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  .match(/[a-z0-9]+/g) || [];
const max = Math.max, min = Math.min;

// How well a typed word fits another, 0 to 1: its beginning, another ending, one letter wrong; a number as it is.
function fit(q, w) {
  if (q < 'a' || q[0] !== w[0] && q[1] !== w[1] && q[0] !== w[1] && q[1] !== w[0]) return q === w;
  const n = q.length, m = w.length;
  let best = 0, old, row = [...Array(m + 1).keys()];
  for (let i = 1; i <= n; i++) {
    const next = [i];
    for (let j = 1; j <= m; j++) {
      let wrong = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (q[i - 1] !== w[j - 1]));
      if (i > 1 && q[i - 1] === w[j - 2] && q[i - 2] === w[j - 1]) wrong = min(wrong, old[j - 2] + 1);
      next[j] = wrong;
      const left = n - i, more = m - j;
      if (wrong > 1 || wrong && (n < 5 || i < 4 || left && more) || (left ? i < 3 || left > 3 || more > 3 : i < 2)) continue;
      best = max(best, 1 - wrong * .3 - left * .1 - min(more, 6) * .05);
    }
    old = row;
    row = next;
  }
  return best;
}

// [word, pages, weight] from the letters shared with the last word, the others, and the pages as differences.
function unpack(text, weight) {
  let word = '';
  return [...text.matchAll(/(\d)([a-z0-9]*)([A-Z]+)/g)].map(([, shared, rest, code]) => {
    let page = -1, step = 1, unit = 1;
    const pages = [];
    for (const c of code) {
      const digit = c.charCodeAt() - 65;
      step += digit % 16 * unit;
      unit *= 10;
      if (digit < 16) {
        pages.push(page += step);
        step = unit = 1;
      }
    }
    return [word = word.slice(0, shared) + rest, pages, weight];
  });
}
const words = [...unpack(h, 4), ...unpack(t, 1.5)];
const names = p.flatMap(([title, , , places], page) => (places ? title + '|' + places : title).split('|')
  .map(name => [page, name, fold(name)]));

function search(typed) {
  const found = p.map((_, page) => ({ page, at: typed.map(() => 0), full: 0, score: 0 }));
  typed.forEach((q, k) => {
    for (const [word, pages, weight] of words) {
      const score = weight * fit(q, word);
      if (score) for (const page of pages) found[page].at[k] = max(found[page].at[k], score);
    }
  });
  for (const [page, name, own] of names) {
    const one = found[page], hit = new Set();
    let full = 0;
    typed.forEach((q, k) => {
      const all = own.map(word => fit(q, word)), best = max(0, ...all);
      if (best > .4) hit.add(all.indexOf(best));
      one.at[k] = max(one.at[k], 10 * best);
      full += best;
    });
    full *= hit.size / own.length / typed.length;
    if (full > one.full) Object.assign(one, { full }, full > .4 && { name });
  }
  for (const one of found) for (const score of one.at) {
    one.score += score * (one.at.filter(Boolean).length / typed.length) ** 2 * (1 + one.full);
  }
  return found.sort((a, b) => b.score - a.score).filter((one, k, all) => one.score > all[0].score / 9).slice(0, 8);
}

const mould = document.getElementById('szukaj-wzor');
mould.before(mould.content);
const [form, field, list, note] = document.querySelectorAll('.search, .search [role]');
let active;

function choose(number) {
  active = number;
  [...list.children].forEach((option, k) => option.setAttribute('aria-selected', k === number));
  field.setAttribute('aria-activedescendant', number < 0 ? '' : list.children[number].id);
}
field.oninput = () => {
  const typed = fold(field.value), hits = search(typed);
  list.textContent = '';
  hits.forEach(({ page, name }, k) => {
    const [title, url, kind] = p[page], item = document.createElement('a');
    Object.assign(item, { id: 'szukaj-' + k, href: url, tabIndex: -1 }).setAttribute('role', 'option');
    item.textContent = (name || title) + (name && name !== title ? ' → ' + title : kind && ', ' + kind);
    list.append(item);
  });
  choose(-1);
  field.setAttribute('aria-expanded', !!hits[0]);
  note.textContent = !typed[0] ? '' : hits[0] ? form.dataset.found + ' ' + hits.length : form.dataset.nothing;
};
form.onkeydown = event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], size = list.children.length + 1;
  if (event.key === 'Escape') field.value = '', field.oninput();
  else if (step) choose((active + 1 + step + size) % size - 1);
  else return;
  event.preventDefault();
};
form.onsubmit = event => {
  event.preventDefault();
  if (list.firstChild) list.children[max(active, 0)].click();
};
field.value = new URLSearchParams(location.search).get('q') || '';
field.oninput();
});
