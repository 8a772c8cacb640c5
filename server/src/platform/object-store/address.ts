/** Whether a text is `s3://bucket` or `s3://bucket/prefix`. In a file of its own: the client of object stores is large. */
export const isBucketAddress = (text: string): boolean => /^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/|$)/.test(text)
