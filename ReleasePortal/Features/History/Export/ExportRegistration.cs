using ReleasePortal.Features.History.Export.Evidence;
using ReleasePortal.Features.History.Export.Filtered;
using ReleasePortal.Features.History.Export.Print;
using ReleasePortal.Features.History.Export.Running;

namespace ReleasePortal.Features.History.Export;

internal static class ExportRegistration
{
    public static IServiceCollection AddExport(this IServiceCollection services) => services
        .AddSingleton<ExportRuns>()
        .AddSingleton<HistoryDownloads>()
        .AddSingleton<FilteredQuery>()
        .AddSingleton<ExportQuery>()
        .AddSingleton<ProofQuery>()
        .AddSingleton<EvidenceTablesQuery>()
        .AddSingleton<EvidenceQuery>()
        .AddSingleton<FilterWords>()
        .AddSingleton<PrintQuery>();
}
