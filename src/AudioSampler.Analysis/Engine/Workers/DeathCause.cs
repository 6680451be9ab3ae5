namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Why a worker is no more.</summary>
internal enum DeathCause
{
    /// <summary>It ended by itself: a signal, an exit, or streams that broke.</summary>
    Crashed,

    /// <summary>It was ended because an analyzer had passed its time limit.</summary>
    TimedOut,

    /// <summary>It was ended because it had passed its memory limit, or by the system for want of memory.</summary>
    OutOfMemory,

    /// <summary>It was ended because nobody needed it any more.</summary>
    Dismissed,
}
