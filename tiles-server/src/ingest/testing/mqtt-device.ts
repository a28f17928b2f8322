import mqtt, { type MqttClient } from 'mqtt';

/** A device with an ordinary MQTT client: many messages on their way at once, each done when it is acknowledged. */
export interface MqttDevice {
  readonly client: MqttClient;
  /** Resolves when every message is acknowledged (QoS 1). */
  publish(messages: readonly (readonly [topic: string, payload: string])[]): Promise<void>;
  close(): Promise<void>;
}

export async function mqttDevice(port: number, username: string, password: string): Promise<MqttDevice> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username, password, reconnectPeriod: 0 });
  return {
    client,
    async publish(messages) {
      await Promise.all(messages.map(([topic, payload]) => client.publishAsync(topic, payload, { qos: 1 })));
    },
    close: () => client.endAsync(true),
  };
}
