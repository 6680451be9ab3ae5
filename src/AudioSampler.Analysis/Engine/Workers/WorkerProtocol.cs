namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The protocol between host and worker; <c>docs/worker-protocol.md</c> describes it.</summary>
public static class WorkerProtocol
{
    /// <summary>Version that the first message of each side states. Both sides are one program, so another version means a mixed installation.</summary>
    public const int Version = 1;
}
