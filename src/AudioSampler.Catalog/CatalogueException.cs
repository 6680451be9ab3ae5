using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Catalog;

/// <summary>The catalogue can't be opened, read or written. The message is one line that names the file and the remedy.</summary>
/// <param name="failure">What is wrong.</param>
/// <param name="message">One line for people.</param>
/// <param name="innerException">What the database or the file system said.</param>
public sealed class CatalogueException(CatalogueFailure failure, string message, Exception? innerException = null)
    : StoreException(
        failure == CatalogueFailure.DiskFull ? AnalysisErrorCode.DiskFull : AnalysisErrorCode.CatalogueFailed,
        message,
        innerException
    )
{
    /// <summary>What is wrong.</summary>
    public CatalogueFailure Failure { get; } = failure;
}
