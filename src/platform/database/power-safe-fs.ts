import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What PowerSafeFs tells its owner. */
export interface FileEvents {
  /** A file's bytes are on the disk. */
  synced(): void
  /** So many bytes of PostgreSQL's log were written; a checkpoint makes old log superfluous. */
  logWritten(bytes: number): void
  /** The operating system refused to read, write or sync. */
  failed(code: string, syscall: string): void
  /** PostgreSQL panicked: the module must not be entered again. */
  aborted(): void
}

interface Stream {
  readonly nfd: number
  readonly path?: string
}

/** The part of Emscripten's Node file system that is touched here. */
interface EmscriptenNodeFs {
  tryFSOperation<T>(operation: () => T): T
  readonly stream_ops: {
    fsync?: (stream: Stream) => number
    write: Write
  }
}

type Write = (stream: Stream, ...what: [buffer: unknown, offset: number, length: number, position: number]) => number

type Options = Parameters<NodeFS['init']>[1]

/**
 * PGlite's folder on a real file system, with the one call that PGlite leaves out: Emscripten's `stream_ops` for Node has no
 * `fsync`, so PostgreSQL's call returns success and nothing reaches the disk. With it (and without PGlite's `-F`) a commit is
 * acknowledged only after its log is on the disk, as on any PostgreSQL server. Folders are synced too where PostgreSQL asks.
 */
export class PowerSafeFs extends NodeFS {
  readonly #events: FileEvents

  constructor(folder: string, events: FileEvents) {
    super(folder)
    this.#events = events
  }

  override async init(pg: PGlite, options: Options): Promise<{ emscriptenOpts: Options }> {
    const { emscriptenOpts } = await super.init(pg, options)
    const hook = (module: object) => {
      // Emscripten's types do not name the file systems it links.
      const { NODEFS } = module as { NODEFS: EmscriptenNodeFs }
      hookInto(NODEFS, this.#events)
    }
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        preRun: [...(emscriptenOpts.preRun ?? []), hook],
        onAbort: () => this.#events.aborted(),
      },
    }
  }
}

function hookInto(nodeFs: EmscriptenNodeFs, events: FileEvents): void {
  const plain = nodeFs.tryFSOperation
  nodeFs.tryFSOperation = (operation) =>
    plain(() => {
      try {
        return operation()
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException
        if (code !== undefined && syscall !== undefined) events.failed(code, syscall)
        throw error
      }
    })
  nodeFs.stream_ops.fsync = (stream) => {
    nodeFs.tryFSOperation(() => fsyncSync(stream.nfd))
    events.synced()
    return 0
  }
  const write = nodeFs.stream_ops.write
  nodeFs.stream_ops.write = (stream, ...what) => {
    const written = write(stream, ...what)
    if (stream.path?.includes('/pg_wal/')) events.logWritten(written)
    return written
  }
}
