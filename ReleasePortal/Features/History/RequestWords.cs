using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>Where a request came from, as people say it.</summary>
public sealed class RequestWords(IStringLocalizer<HistoryTexts> texts)
{
    /// <summary>"from 10.0.0.7 with Firefox on Linux"; empty when nothing is known.</summary>
    public string Say(RequestOrigin? from)
    {
        var address = from?.Address is { } known ? texts["Request.From", known.Value].Value : null;
        var browser = from switch
        {
            { Browser: { } name, System: { } system } => texts["Request.WithOn", name, system].Value,
            { Browser: { } name } => texts["Request.With", name].Value,
            { System: { } system } => texts["Request.On", system].Value,
            _ => null,
        };
        return string.Join(' ', new[] { address, browser }.OfType<string>());
    }
}
