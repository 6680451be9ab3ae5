namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>Code of a plugin is about to be loaded: said before it is, so that it is known whose code was at work when a worker dies of it.</summary>
/// <param name="Plugin">Name of the plugin.</param>
public sealed record LoadingPlugin(string Plugin) : WorkerMessage;
