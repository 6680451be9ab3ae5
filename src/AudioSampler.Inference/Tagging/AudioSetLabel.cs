namespace AudioSampler.Inference.Tagging;

/// <summary>A label of AudioSet.</summary>
/// <param name="Index">Its place in the outputs of networks that were trained on all of AudioSet.</param>
/// <param name="Name">Display name, such as <c>Rain</c>.</param>
/// <param name="Group">What sort of thing it names.</param>
public sealed record AudioSetLabel(int Index, string Name, LabelGroup Group);
