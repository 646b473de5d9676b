/**
 * A plugin for JupyterLab, as its browser gets it: START.md is written anew by every check, and JupyterLab reads an open file only once. This reads it again when
 * its tab is turned to and, while it is in sight, every few seconds. It asks for the time of change first, so that what has not changed is not drawn anew.
 * In the form in which JupyterLab loads extensions (a container of module federation, https://webpack.js.org/concepts/module-federation), which saves the build.
 */
(window._JUPYTERLAB ??= {})['gradus-start-page'] = {
  init() {}, // nothing is shared with other extensions
  async get() {
    return () => ({ __esModule: true, default: { id: 'gradus-start-page:plugin', autoStart: true, activate } });
  },
};

const EVERY_MS = 3000;

function activate(app) {
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
