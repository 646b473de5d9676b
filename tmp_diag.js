const { renderScene } = require('./dist/lib/road'); const { loadDetector, meanAveragePrecision, normalizePixels } = require('./dist/lib/yolo'); const { detectObjects } = require('./dist/train/detector/evaluate'); const tf=require('./dist/lib/tf'); const fs=require('fs');
const d = loadDetector(process.argv[2]||'road/detector'); const W=d.width,H=d.height; const det=[],tr=[];
for (let s=0;s<120;s++){ const f=renderScene(820000+s,{width:W,height:H}); const feats=tf.tidy(()=>d.model.predict(normalizePixels(tf.tensor4d(Float32Array.from(f.image),[1,H,W,3]))).squeeze([0])); for(const x of detectObjects(feats,d)) det.push({...x,image:s}); feats.dispose(); for(const b of f.boxes) tr.push({image:s,class:b.class,difficult:b.difficult,visible:b.visible,box:[b.box[0]/W,b.box[1]/H,b.box[2]/W,b.box[3]/H]}); }
const show=(l,m)=>console.log(l,m.mean.toFixed(3),[...m.classes].map(([k,v])=>k+' '+v.ap.toFixed(2)+'/'+v.truths).join(', '));
for (const iou of [0.1,0.3,0.4,0.5]) show('iou '+iou, meanAveragePrecision(det,tr,{iouThreshold:iou}));
for (const [h,w,v] of [[0.075,0.03,0.4],[0.1,0.035,0.4],[0.1,0.04,0.55],[0.12,0.04,0.55],[0.14,0.045,0.55],[0.18,0.05,.6]]) show(`min h ${h} w ${w} v ${v}`, meanAveragePrecision(det,tr.map(t=>({...t,difficult:t.difficult||t.box[3]-t.box[1]<h||(t.box[2]-t.box[0])*W/H<w||t.visible<v}))));
// class-agnostic for truck/bus confusion
const m=c=>c==='truck'||c==='bus'?'big':c; show('truck=bus',meanAveragePrecision(det.map(x=>({...x,class:m(x.class)})),tr.map(x=>({...x,class:m(x.class)}))));
