namespace AudioSampler.Inference.Tagging;

/// <summary>How the output of a network for one label is read.</summary>
/// <param name="Label">AudioSet display name.</param>
/// <param name="Output">Place among the outputs of the network.</param>
/// <param name="Scale">The score is the logistic function of <c>Scale · logit + Offset</c>, and of what the head adds.</param>
/// <param name="Offset">See <paramref name="Scale"/>.</param>
/// <param name="Threshold">Score from which the label is shown, 0…1.</param>
public sealed record LabelProfile(string Label, int Output, float Scale, float Offset, float Threshold);
