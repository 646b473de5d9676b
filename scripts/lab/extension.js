/**
 * An extension of JupyterLab, as its browser gets it, for two things that no setting does.
 *
 * START.md is written anew by every check, and JupyterLab reads an open file only once. This reads it again when its tab is turned to and, while it is in sight,
 * every few seconds. It asks for the time of change first, so that what has not changed is not drawn anew.
 *
 * Links within a text are underlined: JupyterLab tells them by their colour alone, which not everybody sees.
 *
 * It has the form in which JupyterLab loads extensions (a container of module federation, https://webpack.js.org/concepts/module-federation): no build is needed.
 */
(window._JUPYTERLAB ??= {}).gradus = {
  init() {}, // nothing is shared with other extensions
  async get() {
    return () => ({ __esModule: true, default: { id: 'gradus:plugin', autoStart: true, activate } });
  },
};

const LINKS = '.jp-RenderedMarkdown.jp-RenderedHTMLCommon :is(p, li, td) a:any-link { text-decoration: underline; }';
const EVERY_MS = 3000;

function activate(app) {
  document.head.append(Object.assign(document.createElement('style'), { textContent: LINKS }));
  let busy = false;

  async function refresh(widget) {
    const { context } = widget;
    if (busy || !context?.isReady || context.model.dirty || context.path.split('/').at(-1) !== 'START.md') return;
    busy = true;
    try {
      const { last_modified } = await app.serviceManager.contents.get(context.path, { content: false });
      if (last_modified !== context.contentsModel?.last_modified) await context.revert();
    } catch {
      // deleted, or the server is away: what is there stays
    } finally {
      busy = false;
    }
  }

  const inSight = () =>
    document.visibilityState === 'visible' && [...app.shell.widgets('main')].filter((widget) => widget.isVisible);
  const look = () => (inSight() || []).forEach(refresh);
  app.shell.currentChanged?.connect(look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, EVERY_MS);
}
