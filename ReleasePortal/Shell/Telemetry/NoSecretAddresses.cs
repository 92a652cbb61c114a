using System.Diagnostics;
using OpenTelemetry;

namespace ReleasePortal.Shell.Telemetry;

/// <summary>
/// Takes out of spans what was asked for in so many words, before any exporter sees it: tokens of event streams, of calendars and of
/// the first start stand in addresses, and anybody may write anything there. The route that took the request stays.
/// </summary>
internal sealed class NoSecretAddresses : BaseProcessor<Activity>
{
    private const string Path = "url.path";

    public override void OnEnd(Activity data)
    {
        data.SetTag("url.query", null).SetTag("url.full", null).SetTag("http.request.header.referer", null);
        if (data.GetTagItem(Path) is not null)
            data.SetTag(Path, data.GetTagItem("http.route"));
    }
}
