namespace AudioSampler.Plugins.Results;

/// <summary>Mean and standard deviation over the frames of a region.</summary>
public sealed record MeanStd(double Mean, double Std);
