import fs from 'node:fs';
import path from 'node:path';
import { SqliteDialect, type SqliteDatabase } from 'kysely';

/** How long one writer waits for another, in milliseconds. */
const BUSY_MS = 60_000;

/** SQLite in a file, by libsql, whose builds for each platform are npm packages. The file keeps SQLite's usual journal: it is one file, to be copied as such. */
export function sqliteDialect(file: string): SqliteDialect {
  return new SqliteDialect({
    database: async () => {
      fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      const Database = require('libsql') as new (file: string, options: { timeout: number }) => SqliteDatabase & { exec(text: string): void };
      const database = new Database(path.resolve(file), { timeout: BUSY_MS });
      database.exec('pragma foreign_keys = on');
      return database;
    },
  });
}
