import { bwrapWorks } from '../sandbox/bwrap';
import type { SandboxKind } from '../sandbox/command';
import { userSandboxWorks } from '../sandbox/user';
import type { Found } from './discover';
import type { CliOptions } from './options';
import { UsageError } from './usage';

/** One's own notebooks run without bubblewrap if need be; other people's do not, unless the user says so. */
export function chooseSandbox(found: readonly Found[], { sandbox: asked, out }: Pick<CliOptions, 'sandbox' | 'out'>): SandboxKind {
  const user = asked === 'user' ? userSandboxWorks(out) : null;
  if (user && !user.works) throw new UsageError(`--sandbox user: ${user.why}`);
  const { works, why } = bwrapWorks();
  if (asked === 'bwrap' && !works) throw new UsageError(`--sandbox bwrap: ${why}. Install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap)`);
  if (asked) return asked;
  if (works) return 'bwrap';
  if (found.every(({ own }) => own)) return 'process';
  throw new UsageError(
    `other people's submissions are run under bubblewrap only, and it does not work here: ${why}.\n  Install it (Debian and Ubuntu: apt-get install bubblewrap), or say --sandbox=process if you trust the code: it then runs as you, with your files and network.`,
  );
}
