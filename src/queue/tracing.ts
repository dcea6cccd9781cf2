/** Traces jobs with OpenTelemetry (https://docs.bullmq.io/guide/telemetry). A span has stage and job id, never a text. */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

const EXPORT_MS = 2_000;

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Sends the remaining spans, within two seconds. */
  stop(): Promise<void>;
}

/** Sends spans to an OTLP collector at `endpoint` (its base, e.g. http://127.0.0.1:4318). If the collector is down, only spans are lost. */
export function startTracing(endpoint: string, role: string): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'outcry', 'service.instance.id': role }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  provider.register();
  return {
    telemetry: new BullMQOtel({ tracerName: 'outcry' }),
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, EXPORT_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}
