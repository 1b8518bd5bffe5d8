import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SchoolId } from '../../kernel/ids.ts'
import { callWith } from '../../ui/call.ts'
import { addFile, LARGEST_FILE } from '../contract.ts'
import { sizeText } from './words.ts'

export interface Refused {
  readonly name: string
  readonly error: unknown
}

export interface Upload {
  readonly sending: string | undefined
  readonly refused: readonly Refused[]
  /** @returns how many of them were taken. */
  send(importId: string, files: readonly File[]): Promise<number>
}

/** Sends files one after the other; each that is refused says why, and the others go on. */
export function useUpload(schoolId: SchoolId): Upload {
  const client = useQueryClient()
  const [sending, setSending] = useState<string>()
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const send = async (importId: string, files: readonly File[]): Promise<number> => {
    const failed: Refused[] = []
    for (const file of files) {
      setSending(file.name)
      try {
        // Said here as well, because a browser that is cut off in the middle of sending never reads the answer.
        if (file.size > LARGEST_FILE)
          throw new Error(
            `${file.name} is ${sizeText(file.size)}. At most 30 MB can be taken: split it, or pack it as a zip.`,
          )
        const params = { schoolId, importId }
        await callWith(addFile, { params, querystring: { name: file.name } }, { file })
      } catch (error) {
        failed.push({ name: file.name, error })
      }
    }
    setSending(undefined)
    setRefused(failed)
    await client.invalidateQueries()
    return files.length - failed.length
  }
  return { sending, refused, send }
}
