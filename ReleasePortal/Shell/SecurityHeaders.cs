namespace ReleasePortal.Shell;

/// <summary>What browsers are told to refuse on our behalf.</summary>
internal static class SecurityHeaders
{
    private static readonly int OneYear = (int)TimeSpan.FromDays(365).TotalSeconds;

    public static HeaderPolicyCollection Of(IHostEnvironment environment)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicy(device =>
            {
                device.AddCamera().None();
                device.AddMicrophone().None();
                device.AddGeolocation().None();
                device.AddDisplayCapture().None();
                device.AddPayment().None();
                device.AddUsb().None();
            })
            .AddContentSecurityPolicy(content =>
            {
                content.AddDefaultSrc().Self();
                // Blazor and MudBlazor bring files only; the nonce is for the API reference, whose page configures itself inline.
                content.AddScriptSrc().Self().WithNonce();
                // MudBlazor writes its theme as a style element and places popovers and dialogs by style attributes.
                content.AddStyleSrc().Self().UnsafeInline();
                content.AddImgSrc().Self().Data();
                content.AddFontSrc().Self();
                // The circuit's WebSocket too: 'self' covers ws and wss of the same host.
                content.AddConnectSrc().Self();
                content.AddObjectSrc().None();
                content.AddBaseUri().Self();
                content.AddFormAction().Self();
                content.AddFrameAncestors().None();
            });
        // Only ever sent over HTTPS; a development machine must not be told to keep to it for a year.
        return environment.IsDevelopment() ? policies : policies.AddStrictTransportSecurityMaxAge(OneYear);
    }
}
