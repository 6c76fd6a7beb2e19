// The workbench's behaviour: what the server rendered is kept fresh by the nerve's pulses. No state is kept here but what
// a person is typing; a part that pulses may have changed is asked for again.
'use strict';

const byId = (id) => document.getElementById(id);

// Theme: the system's, or the one that was chosen here.
const chosen = localStorage.getItem('theme');
if (chosen) document.documentElement.dataset.theme = chosen;
byId('theme').addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
});

// The link: up while pulses or beats come (every 2 s), silent after one is missed, down after three.
let heard = performance.now();
let broken = false;
function showLink() {
  const missed = Math.floor((performance.now() - heard) / 2000);
  const state = broken || missed >= 4 ? 'down' : missed >= 2 ? 'silent' : 'up';
  const link = byId('link');
  if (link.textContent !== state) { link.textContent = state; link.className = state; }
}
setInterval(showLink, 500);

// A part is asked for again at most four times a second, however many pulses come. What a person asked of a part comes
// first: a part waits until that is shown, and the answer to an older question is not drawn over the answer to a newer one.
// A part that is as it was is not drawn again, so that what a person has unfolded, marked or is about to press stays in
// its place.
const due = new Set();
let timer = null;
const asked = new WeakMap();
function askedOf(part) {
  if (!asked.has(part)) asked.set(part, { begun: 0, running: 0 });
  return asked.get(part);
}
function refresh(kind) {
  for (const part of document.querySelectorAll('[data-pulses]')) {
    if (kind === null || part.dataset.pulses.split(' ').some((prefix) => kind.startsWith(prefix))) due.add(part);
  }
  schedule();
}
function schedule() {
  if (timer === null && due.size > 0) timer = setTimeout(() => { timer = null; [...due].forEach(ask); }, 250);
}
function ask(part) {
  // A swap may have put another element in its place.
  const now = part.isConnected ? part : byId(part.id);
  if (now && askedOf(now).running > 0) return;
  due.delete(part);
  if (!now) return;
  // A part in which a person is typing is left alone until it loses the focus.
  if (now.contains(document.activeElement) && document.activeElement.matches('input, textarea, select')) {
    document.activeElement.addEventListener('blur', () => { due.add(now); schedule(); }, { once: true });
  } else htmx.trigger(now, 'pulsed');
}
document.addEventListener('htmx:beforeSend', ({ detail }) => {
  const part = detail.target.closest('[data-pulses]');
  if (!part) return;
  const questions = askedOf(part);
  const again = detail.requestConfig.elt === part;
  detail.requestConfig.begun = again ? questions.begun : ++questions.begun;
  if (again) return;
  questions.running++;
  detail.xhr.addEventListener('loadend', () => { questions.running--; schedule(); });
});
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const part = detail.target;
  if (!part.matches('[data-pulses]')) return;
  // A part carries the digest of what it shows, and an answer names its own.
  const digest = detail.xhr.getResponseHeader('Batos-Shown');
  if (detail.requestConfig.begun !== askedOf(part).begun) {
    detail.shouldSwap = false;
    due.add(part);
    schedule();
  } else if (detail.requestConfig.elt === part && digest === part.dataset.shown) detail.shouldSwap = false;
  else if (detail.shouldSwap) part.dataset.shown = digest;
});

// The running turn, piece by piece, always as text.
let speaking = null;
function paragraph(label, text, style) {
  const turn = byId('turn');
  const p = document.createElement('p');
  if (style) p.className = style;
  if (label) { const b = document.createElement('b'); b.textContent = label + ': '; p.append(b); }
  p.append(document.createTextNode(text));
  turn.append(p);
  while (turn.childElementCount > 400) turn.firstElementChild.remove();
  turn.scrollTop = turn.scrollHeight;
  return p;
}
function split(text) {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
function mark(persona) {
  for (const card of document.querySelectorAll('.card[data-persona]')) {
    card.classList.toggle('speaking', card.dataset.persona === persona);
  }
}
// What the server wrote of the past gives way to the pulses.
function dropPast(id) { for (const past of byId(id).querySelectorAll('[data-past]')) past.remove(); }
function turn(kind, text) {
  if (!byId('turn')) return;
  const [who, said] = split(text);
  if (['turn.began', 'turn.streamed', 'turn.spoke'].includes(kind)) dropPast('turn');
  switch (kind) {
    case 'turn.began': mark(who); speaking = null; paragraph('', who + ' ' + said, 'faint'); break;
    case 'turn.streamed':
      if (!speaking || speaking.who !== who) speaking = { who, p: paragraph(who, '') };
      speaking.p.lastChild.data += said;
      byId('turn').scrollTop = byId('turn').scrollHeight;
      break;
    case 'turn.spoke': if (said) paragraph(who, said); speaking = null; mark(null); break;
    case 'turn.remembered': if (text !== '0') paragraph('', 'BABS remembers ' + text, 'faint'); break;
    case 'turn.called': paragraph('', 'calls ' + text, 'faint'); break;
    case 'turn.returned': paragraph('', text, 'faint'); break;
    case 'turn.felt': paragraph('', 'dissonance ' + text, 'faint'); break;
    case 'turn.worked': paragraph('', text, 'faint'); break;
  }
}
function event(kind, text, at) {
  const events = byId('events');
  if (!events) return;
  dropPast('events');
  const li = document.createElement('li');
  li.textContent = kind + ': ' + text;
  li.dataset.at = at;
  events.prepend(li);
  while (events.childElementCount > 100) events.lastElementChild.remove();
}

// One stream of pulses from where the page's content ends; the browser resumes it with the last position that it saw.
const from = byId('events')?.dataset.from ?? document.body.dataset.from;
const source = new EventSource('/pulses?from=' + encodeURIComponent(from));
function alive() { heard = performance.now(); broken = false; showLink(); }
source.addEventListener('at', (message) => {
  alive();
  if (message.data !== 'build ' + document.body.dataset.build) byId('rebuilt').hidden = false;
});
source.addEventListener('beat', alive);
source.addEventListener('resync', () => { alive(); refresh(null); });
source.addEventListener('pulse', (message) => {
  alive();
  const pulse = JSON.parse(message.data);
  if (pulse.kind.startsWith('turn.')) turn(pulse.kind, pulse.text); else event(pulse.kind, pulse.text, pulse.at);
  refresh(pulse.kind);
});
source.onerror = () => { broken = true; showLink(); };

// Deeds show the line that they run, and run it when it is agreed to.
function propose(line) {
  byId('confirm-line').textContent = line;
  byId('confirm').returnValue = 'no';
  byId('confirm').showModal();
}
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'yes') return;
  byId('line').value = byId('confirm-line').textContent;
  htmx.trigger(byId('command'), 'submit');
});
document.addEventListener('click', (click) => {
  const deed = click.target.closest('button.deed');
  if (deed) propose(deed.dataset.line);
  if (click.target.closest('button[data-inspect]')) {
    save();
    htmx.ajax('POST', '/objects/inspector', { target: '#inspector', swap: 'outerHTML', values: { act: 'on', what: byId('code').value } });
  }
  const as = click.target.closest('button[data-as]');
  if (as) {
    save();
    htmx.ajax('POST', '/do', { target: '#printed', values: { line: as.dataset.as + byId('code').value } });
  }
});
document.addEventListener('dragstart', (drag) => {
  const thing = drag.target.closest('[data-drag]');
  if (thing) drag.dataTransfer.setData('text/plain', thing.dataset.drag);
});
document.addEventListener('dragover', (drag) => {
  const place = drag.target.closest('[data-drop]');
  if (place) { drag.preventDefault(); place.classList.add('over'); }
});
document.addEventListener('dragleave', (drag) => drag.target.closest?.('[data-drop]')?.classList.remove('over'));
document.addEventListener('drop', (drag) => {
  const place = drag.target.closest('[data-drop]');
  if (!place) return;
  drag.preventDefault();
  place.classList.remove('over');
  propose(place.dataset.drop.replace('{}', drag.dataTransfer.getData('text/plain')));
});

// Forms that build a line from their fields.
document.addEventListener('htmx:configRequest', (request) => {
  const form = request.detail.elt;
  if (form.matches('[data-ask]')) request.detail.parameters.set('line', byId('whom').value + byId('question').value);
  if (form.matches('[data-tool]')) {
    request.detail.parameters.set('line', '/tools call ' + form.dataset.tool + ' ' + JSON.stringify(given(form)));
  }
  if (form.matches('[data-begin]')) request.detail.parameters.set('line', form.dataset.begin + form.querySelector('[data-end]').value);
});
// The arguments of a tool: texts as they are, everything else as JSON where it is some.
function given(form) {
  const all = {};
  for (const field of form.querySelectorAll('[data-argument]')) {
    if (field.type === 'checkbox') { all[field.dataset.argument] = field.checked; continue; }
    if (field.value === '' && field.dataset.type !== 'string') continue;
    let value = field.value;
    if (field.dataset.type !== 'string') { try { value = JSON.parse(field.value); } catch { /* as text */ } }
    all[field.dataset.argument] = value;
  }
  return all;
}
document.addEventListener('htmx:afterRequest', (request) => {
  if (request.detail.pathInfo?.requestPath === '/do') refresh('line');
  if (request.detail.elt.id === 'command' && request.detail.successful) byId('line').select();
});

// Code with colours; Ctrl-Enter submits the form that it stands in. A fault that came back is marked at its place.
const editors = new Map();
function save() { for (const editor of editors.values()) editor.save(); }
function colour(root) {
  if (!window.CodeMirror) return;
  for (const area of root.querySelectorAll('textarea[data-editor]')) {
    if (area.nextElementSibling?.classList.contains('CodeMirror')) continue;
    const editor = CodeMirror.fromTextArea(area, { mode: 'smalltalk', lineNumbers: true, viewportMargin: Infinity,
      extraKeys: { 'Ctrl-Enter': () => { editor.save(); htmx.trigger(area.form, 'submit'); }, Tab: false, 'Shift-Tab': false } });
    editor.getInputField().setAttribute('aria-label', 'Code');
    editor.on('change', () => { editor.save(); unmark(editor); });
    editors.set(area.id, editor);
  }
}
function unmark(editor) {
  editor.getAllMarks().forEach((mark) => mark.clear());
  editor.eachLine((line) => editor.removeLineClass(line, 'background', 'fault'));
}
function markFault(fault) {
  const editor = editors.get('method');
  const line = Number(fault.dataset.faultLine) - 1;
  if (!editor || line < 0 || line >= editor.lineCount()) return;
  const column = Math.max(0, Number(fault.dataset.faultColumn) - 1);
  editor.addLineClass(line, 'background', 'fault');
  editor.markText({ line, ch: column }, { line, ch: column + 1 }, { className: 'fault-at' });
  editor.setCursor({ line, ch: column });
  editor.focus();
}
colour(document);
document.addEventListener('htmx:afterSwap', (swap) => {
  colour(swap.detail.target);
  const fault = swap.detail.target.querySelector('[data-fault-line]');
  if (fault) markFault(fault);
});

// Dissonance over time: the total as a line, its parts stacked below it, marks at the foot.
const plot = byId('plot');
const PARTS = ['disagreement', 'distance', 'failure', 'unverified', 'contradiction', 'recurrence', 'reported'];
const SIGNS = { tactical: 't', strategic: 's', philosophical: 'p', forged: 'f', swap: 'w', amendment: 'a', idle: 'i' };
if (plot && window.uPlot) {
  fetch(plot.dataset.from).then((answer) => answer.json()).then((all) => {
    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    let points = all;
    let chart = null;
    for (const theme of new Set(all.map((point) => point.theme))) byId('theme-choice').append(new Option(theme));
    if (all.length === 0) { plot.textContent = 'Nobody was asked yet. Next: a question on the page Now.'; plot.dataset.drawn = 0; return; }
    const sign = (mark) => SIGNS[mark.split(/[ :]/)[0]] ?? '';
    const stacked = () => {
      const sums = points.map(() => 0);
      return PARTS.map((part) => points.map((point, i) => (sums[i] += point.parts[part] ?? 0))).reverse();
    };
    const marks = (u) => {
      const ctx = u.ctx;
      ctx.save();
      ctx.fillStyle = style('--ink');
      ctx.textAlign = 'center';
      ctx.font = `${12 * devicePixelRatio}px sans-serif`;
      points.forEach((point) => {
        const text = [...new Set(point.marks.map(sign))].join('');
        if (text) ctx.fillText(text, u.valToPos(point.at, 'x', true), u.bbox.top + u.bbox.height - 4 * devicePixelRatio);
      });
      ctx.restore();
    };
    const draw = () => {
      chart?.destroy();
      const axis = { stroke: style('--ink'), grid: { stroke: style('--line'), width: 1 } };
      const areas = [...PARTS].reverse().map((part) => ({ label: part, stroke: style('--part-' + part), fill: style('--part-' + part) + '66', width: 1, points: { show: false } }));
      const bands = PARTS.slice(1).map((_, i) => ({ series: [i + 1, i + 2] }));
      chart = new uPlot({
        width: plot.clientWidth, height: 340, legend: { live: true },
        scales: { x: { time: true }, y: { range: [0, 1] } }, axes: [axis, axis], bands, hooks: { draw: [marks] },
        series: [{}, ...areas, { label: 'total', stroke: style('--accent'), width: 2, points: { show: true, size: 8, fill: style('--accent') } }],
      }, [points.map((p) => p.at), ...stacked(), points.map((p) => p.dissonance)], plot);
      chart.over.addEventListener('click', () => {
        const at = chart.cursor.idx;
        if (at != null && points[at]) location.href = '/memory/' + points[at].episode;
      });
    };
    draw();
    plot.dataset.drawn = points.length;
    byId('theme-choice').addEventListener('change', (choice) => {
      points = choice.target.value ? all.filter((point) => point.theme === choice.target.value) : all;
      draw();
      plot.dataset.drawn = points.length;
    });
    addEventListener('resize', () => chart.setSize({ width: plot.clientWidth, height: 340 }));
  });
}
