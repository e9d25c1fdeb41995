// Answers requests, one line of JSON each, with one line of JSON, until its input ends:
// { sql: [...] } with the rows of each statement in DuckDB, { path, columns } with the rows that hyparquet reads, every value as text.
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { createInterface } from 'node:readline';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const compressors = { GZIP: gunzipSync, BROTLI: brotliDecompressSync };
const connection = await (await DuckDBInstance.create(':memory:')).connect();

function text(value) {
    if (value === null || value === undefined) return null;
    if (value instanceof Date) return String(value.getTime());
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
    return Object.is(value, -0) ? '-0' : String(value);
}

async function query(statements) {
    const answers = [];
    for (const statement of statements) {
        answers.push((await connection.runAndReadAll(statement)).getRowsJson());
    }
    return answers;
}

async function read({ path, columns }) {
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), columns, compressors, utf8: false });
    return [rows.map(row => columns.map(column => text(row[column])))];
}

for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    let answer;
    try {
        answer = { rows: request.sql ? await query(request.sql) : await read(request) };
    } catch (error) {
        answer = { error: String(error.stack ?? error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
}
