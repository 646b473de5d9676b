import { decode, encode, type Content, type Message } from './protocol/message';
import { Iopub } from './protocol/iopub';
import { address, zeromq, type Connection, type Socket } from './protocol/sockets';
import { Guard } from './cells/watch';
import { History } from './history';
import { kernelInfo } from './info';
import type { Ended, Session } from './session';

/** How long to wait after an error for cells that are on their way already: "run all" sends them together, and none after the error is to be run. */
const ABORT_WAIT_MS = 20;

/**
 * When the compiler is made, which takes a second: some time after Jupyter has asked a new kernel what it is, for it asks more than once and waits for the answers; or, where
 * nobody asks, after the other time.
 */
const WARM_UP_AFTER_MS = 200;
const WARM_UP_UNASKED_MS = 2000;

type Reply = (type: string, content: Content) => void;

/** Answers Jupyter's requests: those of the shell one after the other, those of the control socket at once. */
export class Server {
  private readonly queue: Message[] = [];
  private working = false;
  private readonly shell: Socket;
  private readonly stdin: Socket;
  private readonly publisher: Socket;
  private readonly guard: Guard;
  private readonly history = new History();
  private session: Session | null = null;
  private planned: NodeJS.Timeout | undefined;
  readonly iopub: Iopub;

  constructor(
    private readonly connection: Connection,
    private readonly load: (guard: Guard) => Session,
    private readonly exit: () => void,
  ) {
    const { Router, Publisher } = zeromq();
    [this.shell, this.stdin, this.publisher] = [new Router(), new Router(), new Publisher()];
    this.iopub = new Iopub(this.publisher, connection.key);
    this.guard = new Guard(connection, { interrupt: () => this.session?.interrupt(), control: (frames) => this.control(frames) });
  }

  async start(): Promise<void> {
    const { connection } = this;
    const bind = (socket: Socket, port: number): Promise<void> => socket.bind(address(connection, port));
    await Promise.all([bind(this.shell, connection.shell_port), bind(this.publisher, connection.iopub_port), bind(this.stdin, connection.stdin_port), this.guard.ready]);
    this.iopub.publish('status', { execution_state: 'starting' }, null);
    this.planWarmUp(WARM_UP_UNASKED_MS);
    for await (const frames of this.shell) {
      const message = decode(connection.key, frames);
      if (message) this.queue.push(message);
      void this.work();
    }
  }

  private planWarmUp(ms: number): void {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => void this.warmUp(), ms);
  }

  /** Does ahead what the first cell would wait for, as long as nothing is asked for. */
  private async warmUp(): Promise<void> {
    for (const _ of this.getSession().warmUp(process.env.JPY_SESSION_NAME)) {
      await new Promise((resolve) => setTimeout(resolve, 20)); // what has come meanwhile goes first
      if (this.history.count > 0) return; // the first cell is there, and loads what it needs itself
    }
  }

  private getSession(): Session {
    if (!this.session) {
      this.session = this.load(this.guard);
      this.session.displayTo((data, update) => this.iopub.publish(update ? 'update_display_data' : 'display_data', data));
    }
    return this.session;
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let message = this.queue.shift(); message; message = this.queue.shift()) {
      const { identities, header } = message;
      this.iopub.parent = header;
      await this.answer(message, (type, content) => void this.shell.send(encode(this.connection.key, type, header, content, identities)).catch(() => {}));
    }
    this.working = false;
  }

  private control(frames: Buffer[]): void {
    const message = decode(this.connection.key, frames);
    if (message) void this.answer(message, (type, content) => this.guard.reply(encode(this.connection.key, type, message.header, content, message.identities)));
  }

  /** One request, between `busy` and `idle`. */
  private async answer(message: Message, reply: Reply): Promise<void> {
    const status = (execution_state: string): void => this.iopub.publish('status', { execution_state }, message.header);
    status('busy');
    try {
      await this.handle(message, reply);
    } catch (error) {
      const type = message.header.msg_type.replace(/_request$/, '_reply');
      reply(type, { status: 'error', ename: (error as Error).name, evalue: (error as Error).message, traceback: [] });
    } finally {
      status('idle');
    }
    if (message.header.msg_type === 'execute_request') this.session?.afterCell();
    if (message.header.msg_type === 'shutdown_request') await this.close();
  }

  private async handle({ header, content }: Message, reply: Reply): Promise<void> {
    const [code, cursor] = [String(content.code ?? ''), Number(content.cursor_pos ?? 0)];
    switch (header.msg_type) {
      case 'execute_request':
        return this.execute(content, reply);
      case 'kernel_info_request':
        if (!this.session) this.planWarmUp(WARM_UP_AFTER_MS);
        return reply('kernel_info_reply', kernelInfo());
      case 'complete_request':
        return reply('complete_reply', this.getSession().complete(code, cursor));
      case 'inspect_request':
        return reply('inspect_reply', this.getSession().inspect(code, cursor));
      case 'is_complete_request':
        return reply('is_complete_reply', this.getSession().isComplete(code));
      case 'history_request':
        return reply('history_reply', { status: 'ok', history: this.history.answer(content) });
      case 'comm_info_request':
        return reply('comm_info_reply', { status: 'ok', comms: {} });
      case 'comm_open': // there are no targets: the other side is told that it is closed
        return this.iopub.publish('comm_close', { comm_id: content.comm_id, data: {} }, header);
      case 'interrupt_request':
        return reply('interrupt_reply', { status: 'ok' });
      case 'shutdown_request':
        return reply('shutdown_reply', { status: 'ok', restart: content.restart === true });
    }
    if (header.msg_type.endsWith('_request')) reply(header.msg_type.replace(/_request$/, '_reply'), { status: 'error', ename: 'NotSupported', evalue: `this kernel does not know ${header.msg_type}`, traceback: [] });
  }

  private async execute(content: Content, reply: Reply): Promise<void> {
    const [code, silent] = [String(content.code ?? ''), content.silent === true];
    const stored = !silent && content.store_history !== false;
    const execution_count = stored ? this.history.add(code) : this.history.count;
    if (!silent) this.iopub.publish('execute_input', { code, execution_count });
    const ended: Ended = code.trim() === '' ? { bundle: null } : await this.getSession().execute(code, `In[${execution_count}]`);
    if ('failure' in ended) {
      if (!silent) this.iopub.publish('error', { ...ended.failure });
      reply('execute_reply', { status: 'error', execution_count, ...ended.failure, user_expressions: {}, payload: [] });
      if (content.stop_on_error !== false) await this.abortQueued();
      return;
    }
    if (ended.bundle && !silent) this.iopub.publish('execute_result', { execution_count, data: ended.bundle, metadata: {} });
    if (stored) this.history.setOutput(ended.bundle?.['text/plain'] ?? null);
    this.iopub.flush();
    reply('execute_reply', { status: 'ok', execution_count, user_expressions: {}, payload: [] });
  }

  /** Cells that were sent before the error was known are not run. */
  private async abortQueued(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ABORT_WAIT_MS));
    for (const { header, identities } of this.queue.filter((m) => m.header.msg_type === 'execute_request')) {
      this.iopub.publish('status', { execution_state: 'busy' }, header);
      await this.shell.send(encode(this.connection.key, 'execute_reply', header, { status: 'aborted', execution_count: this.history.count }, identities));
      this.iopub.publish('status', { execution_state: 'idle' }, header);
    }
    this.queue.splice(0, this.queue.length, ...this.queue.filter((m) => m.header.msg_type !== 'execute_request'));
  }

  /** An error of something that a cell left running, on stderr. */
  reportLate(error: unknown): void {
    const { traceback } = this.getSession().lateFailure(error);
    this.iopub.print('stderr', `${traceback.join('\n')}\n`);
  }

  async close(): Promise<void> {
    this.iopub.flush();
    await new Promise((resolve) => setTimeout(resolve, 20)); // lets the last answers leave
    await this.guard.close();
    for (const socket of [this.shell, this.stdin, this.publisher]) socket.close();
    this.session?.close();
    this.exit();
  }
}
