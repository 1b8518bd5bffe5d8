import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callWith, type Input } from '../../ui/call.ts'
import { reportAbsence } from '../contract.ts'
import { sendFile } from './report-files.tsx'

type Wish = Input<typeof reportAbsence> & { readonly file: File | undefined }

/**
 * Sends a report, then the file that goes with it to each child's. A file that did not go takes nothing back: pressed again, the report and
 * what went already are there once, and only what is missing goes.
 */
export function useSendReport(onDone: () => void) {
  const client = useQueryClient()
  const [reported, setReported] = useState(false)
  const act = useMutation({
    mutationFn: async ({ file, ...input }: Wish) => {
      const { reports } = await callWith(reportAbsence, input, {})
      setReported(true)
      if (file !== undefined) for (const report of reports) await sendFile(report, file)
    },
    onSuccess: async () => {
      onDone()
      await client.invalidateQueries()
    },
  })
  return { ...act, reported }
}
