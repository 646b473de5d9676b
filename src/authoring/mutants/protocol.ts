/** A mutant to judge by the tests of its task, or by one of them. */
export interface JudgeRequest {
  type: 'judge';
  id: number;
  slug: string;
  task: string;
  /** The module in TypeScript. */
  text: string;
  /** The name of a hidden test: no other is run. */
  by?: string;
}

/** Modules of which it is to be told whether they compile. */
export interface CompileRequest {
  type: 'compile';
  id: number;
  texts: string[];
}

export type Request = JudgeRequest | CompileRequest;

/** Which tests caught a mutant, `by` null if none did: then it survived. */
export type Verdict =
  | { by: null }
  | {
      by: 'hidden' | 'public';
      /** The first that did. */
      test: string;
      /** 'failed', 'timeout', 'crashed', or 'test-error: ...' where the test itself broke down. */
      status: string;
    };

/** What a worker sends: a sign of life before each test, then the result. */
export type Reply = { alive: true } | { id: number; error: string } | { id: number; result: Verdict | boolean[]; memoryMb: number; cpuMs: number };
