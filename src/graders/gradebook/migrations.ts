import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Versions of the tables, in the order of their names. One that has been released is never changed: a change is a new one below it. Kysely keeps a list of those that
 * have run in the database.
 */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-grades': { up: createTables },
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyDb = Kysely<any>; // a migration sees the tables of its own time, not today's types

async function createTables(db: AnyDb): Promise<void> {
  await createPeople(db);
  await createGrades(db);
  await createDetails(db);
}

async function createPeople(db: AnyDb): Promise<void> {
  await db.schema.createTable('learners').addColumn('id', 'text', (c) => c.primaryKey()).addColumn('name', 'text').addColumn('email', 'text').execute(); // prettier-ignore
  await db.schema
    .createTable('assignments')
    .addColumn('slug', 'text', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('max_score', 'double precision', (c) => c.notNull())
    .addColumn('due', 'text')
    .execute();
  await db.schema
    .createTable('submissions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('learner', 'text', (c) => c.notNull().references('learners.id'))
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignments.slug'))
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('file_sha256', 'text')
    .addColumn('submitted_at', 'text')
    .addColumn('submitted_at_source', 'text')
    .execute();
}

async function createGrades(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('grades')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('learner', 'text', (c) => c.notNull().references('learners.id'))
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignments.slug'))
    .addColumn('submission', 'text', (c) => c.references('submissions.id'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('score', 'double precision', (c) => c.notNull())
    .addColumn('max_score', 'double precision', (c) => c.notNull())
    .addColumn('late_seconds', 'double precision', (c) => c.notNull())
    .addColumn('penalty', 'double precision', (c) => c.notNull())
    .addColumn('final_score', 'double precision', (c) => c.notNull())
    .addColumn('due', 'text')
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('tests_sha256', 'text')
    .addColumn('graded_at', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addColumn('is_current', 'integer', (c) => c.notNull())
    .execute();
  // the database itself sees to it that a learner has one current grade for an assignment
  await db.schema.createIndex('grades_one_current').on('grades').columns(['learner', 'assignment']).unique().where(sql.ref('is_current'), '=', 1).execute();
  await db.schema.createIndex('grades_of_learner').on('grades').columns(['learner', 'assignment', 'recorded_at']).execute();
}

async function createDetails(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('task_grades')
    .addColumn('grade', 'text', (c) => c.notNull().references('grades.id').onDelete('cascade'))
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('fn', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('score', 'double precision', (c) => c.notNull())
    .addColumn('max_score', 'double precision', (c) => c.notNull())
    .addPrimaryKeyConstraint('task_grades_key', ['grade', 'task'])
    .execute();
  await db.schema
    .createTable('test_results')
    .addColumn('grade', 'text', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('visibility', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('points', 'double precision', (c) => c.notNull())
    .addColumn('max_points', 'double precision', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('ms', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('test_results_key', ['grade', 'task', 'name'])
    .addForeignKeyConstraint('test_results_task', ['grade', 'task'], 'task_grades', ['grade', 'task'], (c) => c.onDelete('cascade'))
    .execute();
}
