import fs from 'node:fs';
import path from 'node:path';
import { CompiledQuery, SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver, type SqliteDatabase } from 'kysely';

/** How long one writer waits for another, in milliseconds. */
const BUSY_MS = 60_000;

/** Transactions take the write lock when they begin: one that asks for it later can only fail if another was faster. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  constructor(private readonly open: () => SqliteDatabase) {
    super({ database: async () => open() });
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: async () => this.open() });
  }
}

/** SQLite in a file, by libsql, whose builds for each platform are npm packages. The file keeps SQLite's usual journal: it is one file, to be copied as such. */
export function sqliteDialect(file: string): SqliteDialect {
  return new ImmediateDialect(() => {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const Database = require('libsql') as new (file: string, options: { timeout: number }) => SqliteDatabase & { exec(text: string): void };
    const database = new Database(path.resolve(file), { timeout: BUSY_MS });
    database.exec('pragma foreign_keys = on');
    return database;
  });
}
