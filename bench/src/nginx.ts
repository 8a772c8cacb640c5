/** nginx as people put it before files: one worker, a log line per request, nothing else. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type Running, start } from './processes.ts'
import type { Program } from './programs.ts'

/** Serves the files of `root` on the loopback; `more`: further directives of the server. */
export async function startNginx({ path, env }: Program, root: string, folder: string, more = ''): Promise<Running> {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const port = await freePort()
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
error_log ${join(folder, 'logs/error.log')};
pid ${join(folder, 'nginx.pid')};
events { worker_connections 1024; }
http {
  access_log ${join(folder, 'logs/access.log')};
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=1000;
  server {
    listen 127.0.0.1:${port};
    root ${root};
    ${more}
  }
}
`,
  )
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'logs/error.log')]
  return start(path, args, { port, path: '/', env, log: join(folder, 'logs/output.log') })
}
