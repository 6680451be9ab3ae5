namespace AudioSampler.Plugins.Results;

/// <summary>The end of one segment and the start of the next.</summary>
/// <param name="TimeS">Seconds from the start of the file.</param>
/// <param name="From">Label before.</param>
/// <param name="To">Label after.</param>
/// <param name="Confidence">0…1.</param>
public sealed record ContentTransition(double TimeS, string From, string To, double Confidence);
