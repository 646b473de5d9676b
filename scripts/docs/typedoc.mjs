/**
 * Plugin of TypeDoc. A page is called what its first heading says, so that docs/*.md need no front matter, which notebooks and code hosts would show. What gradus/np
 * has from NumPy under the same name needs no text of its own: it says which function of NumPy it is.
 */
import { Comment, Converter, ReflectionKind } from 'typedoc';

const FROM_NUMPY = ReflectionKind.Variable | ReflectionKind.CallSignature;
const NUMPY = 'gradus/np';

/** 'floor_divide' of 'floorDivide'; names with numbers, such as arctan2, stay together. */
const numpyName = (name) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

function nameByHeading(app, document) {
  const first = document.content[0];
  const title = /^\s*# (.*)/.exec(first?.text ?? '')?.[1];
  if (!title) return app.logger.error(`${document.name}: expected a page that begins with "# Title"`);
  document.name = title.replace(/`/g, '');
}

export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => nameByHeading(app, document));
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const readme = project.readme?.[0];
    if (readme) readme.text = readme.text.replace(/^# .*\n/, ''); // the site's name stands above it
    for (const reflection of Object.values(project.reflections)) {
      const full = reflection.getFullName();
      if (!full.startsWith(`${NUMPY}.`) || reflection.hasComment() || !reflection.kindOf(FROM_NUMPY)) continue;
      const isMethod = full.startsWith(`${NUMPY}.NDArray.`);
      const what = isMethod ? `ndarray.${numpyName(reflection.name)}` : numpyName(full.slice(NUMPY.length + 1).replace(/\..*/, ''));
      reflection.comment = new Comment([{ kind: 'text', text: `As NumPy's \`${what}\`, with its arguments in that order.` }]);
    }
  });
}
