import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { env } from '../../platform/config/env.js';

/** A place of the chain and its hash (64 hexadecimal digits). */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * The chain's heads of every night outside the database, one a line: who cuts off the end of the chain and hashes the
 * rest again in the database has not changed these. Of another chain (`genesis`) they say nothing.
 */
@Injectable()
export class NotedHeads {
  private readonly folder = env().PARKBENCH_DATA_DIR;
  private readonly file = join(this.folder, 'audit-heads.txt');

  async read(genesis: string): Promise<ChainHead[]> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return [...text.matchAll(/^\S+ ([0-9a-f]{64}) (\d+) ([0-9a-f]{64})$/gm)].flatMap(([, of, seq, hash]) =>
      of === genesis && hash ? [{ seq: Number(seq), hash }] : [],
    );
  }

  async add(day: string, genesis: string, { seq, hash }: ChainHead): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await appendFile(this.file, `${day} ${genesis} ${seq} ${hash}\n`);
  }
}
