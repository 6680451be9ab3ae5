using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>The worker has loaded all it needs.</summary>
/// <param name="Protocol">Version of the protocol that it speaks.</param>
/// <param name="Problems">What is wrong with plugins.</param>
public sealed record WorkerReady(int Protocol, ImmutableArray<PluginProblem> Problems) : WorkerMessage;
