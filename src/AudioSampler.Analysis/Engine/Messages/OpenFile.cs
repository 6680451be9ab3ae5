using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>Names the decoded file whose regions come next. Samples pass by the temporary store, never in a message.</summary>
/// <param name="StoreFolder">Folder of the temporary store that holds the decoded file.</param>
/// <param name="File">The file.</param>
public sealed record OpenFile(string StoreFolder, FileFacts File) : WorkerRequest;
