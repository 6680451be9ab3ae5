using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Models;

/// <summary>Which stretch is to be shown, how finely, as a query says it.</summary>
internal sealed record ViewStretch
{
    private const int UsualColumns = 1000;

    [FromQuery(Name = "start_s")]
    [Description("Start, in seconds from the start of the file")]
    public double? StartS { get; init; }

    [FromQuery(Name = "end_s")]
    [Description("End; the end of the file when it is not given")]
    public double? EndS { get; init; }

    [FromQuery(Name = "columns")]
    [Description("Columns, 1 to 4000; usually 1000")]
    public int? Columns { get; init; }

    /// <summary>Columns wanted.</summary>
    internal int ColumnCount => Columns ?? UsualColumns;
}
