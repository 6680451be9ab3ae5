namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>The open file is done.</summary>
public sealed record CloseFile : WorkerRequest;
