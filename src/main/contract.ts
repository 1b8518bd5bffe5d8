import { z } from 'zod'
import { operation } from '../identity/contract.ts'
import { momentShape, schoolIdShape } from '../kernel/shapes.ts'

/** Exists only where the server was started as a demonstration. */
export const takeColleaguesRegisters = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/demo/colleagues',
  schema: {
    summary: 'Let the made-up colleagues take their registers until a moment of today',
    tags: ['identity'],
    params: z.object({ schoolId: schoolIdShape }),
    body: z.object({ until: momentShape }),
    response: { 200: z.object({ registers: z.number(), absent: z.number() }) },
  },
  config: {
    id: 'take-colleagues-registers',
    may: 'school.view',
    scope: 'school',
    audit: 'let the demonstration’s colleagues take their registers',
  },
})
