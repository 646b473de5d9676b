import { Kysely, Migrator, PostgresDialect, sql, type Dialect } from 'kysely';
import { Pool } from 'pg';
import { UsageError } from '../cli/usage';
import { MIGRATIONS } from './migrations';
import { sqliteDialect } from './sqlite';
import type { Tables } from './tables';

export type GradebookDb = Kysely<Tables>;

const CONNECT_MS = 15_000;

/** Whether a gradebook's name is a PostgreSQL address. */
export const isPostgres = (where: string): boolean => /^postgres(ql)?:\/\//.test(where);

/** The name without its password, for messages. */
export const shown = (where: string): string => where.replace(/^(postgres(?:ql)?:\/\/[^:@/]*):[^@]*@/, '$1:***@');

/** Opens the gradebook in a SQLite file or at a PostgreSQL address and brings its tables up to date. Throws `UsageError` when that cannot be done. */
export async function openGradebook(where: string): Promise<GradebookDb> {
  const other = /^([a-z]+):\/\//.exec(where)?.[1];
  if (other && !isPostgres(where)) throw new UsageError(`--gradebook: expected a file or a postgres:// address, got ${shown(where)}`);
  const db = new Kysely<Tables>({ dialect: dialect(where) });
  try {
    await (isPostgres(where) ? migratePostgres(db) : migrateSqlite(db));
    return db;
  } catch (error) {
    await db.destroy().catch(() => {});
    throw new UsageError(`--gradebook ${shown(where)}: ${(error as Error).message || String((error as NodeJS.ErrnoException).code)}`);
  }
}

function dialect(where: string): Dialect {
  if (!isPostgres(where)) return sqliteDialect(where);
  const pool = new Pool({ connectionString: where, max: 2, connectionTimeoutMillis: CONNECT_MS });
  pool.on('error', () => {}); // an idle connection that breaks: the next query says so
  return new PostgresDialect({ pool });
}

/** Kysely has PostgreSQL lock out a second migrator. It is told the schema: it would take another's list of migrations in the same database for this one's. */
async function migratePostgres(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  if (!rows[0].name) throw new Error('the schema of its search_path does not exist: create it first');
  await migrate(db, rows[0].name);
}

async function migrate(db: Kysely<Tables>, migrationTableSchema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableSchema,
    migrationTableName: 'gradus_migration',
    migrationLockTableName: 'gradus_migration_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  const failed = results?.find(({ status }) => status === 'Error');
  if (error) throw new Error(`the tables could not be brought up to date${failed ? ` (${failed.migrationName})` : ''}: ${explain(error)}`);
}

function explain(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: Error[] };
  const text = message || errors?.[0]?.message || code || String(error);
  return /corrupted migrations/.test(text) ? `it was written by a newer version of the pack (${text})` : text;
}

/** For SQLite it does not, so that all of it is done under the write lock. */
async function migrateSqlite(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await migrate(connection);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => {});
      throw error;
    }
  });
}
